package telephony;

import io.github.cdkchime.phonenumberassociation.VoiceConnectorPhoneNumberAssociation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

public final class TelephonyApp {

  /** An office's voice connector with its phone numbers. */
  static final class TelephonyStack extends Stack {
    TelephonyStack(Construct scope, String id, StackProps props, List<String> phoneNumbers) {
      super(scope, id, props);

      // From aws-cdk-lib 2.272.0 on, services.chime.CfnVoiceConnector does the same with types.
      CfnResource connector = CfnResource.Builder.create(this, "Connector")
          .type("AWS::Chime::VoiceConnector")
          .properties(Map.of("Name", "office", "RequireEncryption", true, "AwsRegion", "us-east-1"))
          .build();

      VoiceConnectorPhoneNumberAssociation.Builder.create(this, "Numbers")
          .voiceConnectorId(connector.getAtt("VoiceConnectorId").toString())
          .e164PhoneNumbers(phoneNumbers)
          .build();
    }
  }

  public static void main(String[] args) {
    App app = new App();

    StackProps props = StackProps.builder().env(Environment.builder().region("us-east-1").build()).build();
    // Numbers of your account's inventory, of the product type Voice Connector.
    new TelephonyStack(app, "Telephony", props, List.of("+12065550100", "+12065550101"));

    app.synth();
  }

  private TelephonyApp() {}
}
