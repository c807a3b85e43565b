using Amazon.CDK;
using Amazon.CDK.AWS.Chime;
using CdkChime.PhoneNumberAssociation;
using Constructs;

namespace Telephony;

/// <summary>An office's voice connector with its phone numbers.</summary>
public class TelephonyStack : Stack
{
    public TelephonyStack(Construct scope, string id, IStackProps props, string[] phoneNumbers) : base(scope, id, props)
    {
        var connector = new CfnVoiceConnector(this, "Connector", new CfnVoiceConnectorProps
        {
            Name = "office",
            RequireEncryption = true,
            AwsRegion = "us-east-1",
        });

        _ = new VoiceConnectorPhoneNumberAssociation(this, "Numbers", new VoiceConnectorPhoneNumberAssociationProps
        {
            VoiceConnectorId = connector.AttrVoiceConnectorId,
            E164PhoneNumbers = phoneNumbers,
        });
    }
}
