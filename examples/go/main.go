// An office's voice connector with its phone numbers. Run `go mod tidy` once, then `npx cdk deploy`.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	association "github.com/cdk-chime-phone-number-association/cdk-chime-phone-number-association-go/cdkchimephonenumberassociation"
)

type TelephonyStackProps struct {
	awscdk.StackProps
	PhoneNumbers []string
}

func NewTelephonyStack(scope constructs.Construct, id string, props *TelephonyStackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, &props.StackProps)

	// From aws-cdk-go v2.272.0 on, awschime.NewCfnVoiceConnector does the same with types.
	connector := awscdk.NewCfnResource(stack, jsii.String("Connector"), &awscdk.CfnResourceProps{
		Type: jsii.String("AWS::Chime::VoiceConnector"),
		Properties: &map[string]any{
			"Name":              "office",
			"RequireEncryption": true,
			"AwsRegion":         "us-east-1",
		},
	})

	association.NewVoiceConnectorPhoneNumberAssociation(stack, jsii.String("Numbers"), &association.VoiceConnectorPhoneNumberAssociationProps{
		VoiceConnectorId: connector.GetAtt(jsii.String("VoiceConnectorId"), awscdk.ResolutionTypeHint_STRING).ToString(),
		E164PhoneNumbers: jsii.Strings(props.PhoneNumbers...),
	})

	return stack
}

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	NewTelephonyStack(app, "Telephony", &TelephonyStackProps{
		StackProps: awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("us-east-1")}},
		// Numbers of your account's inventory, of the product type Voice Connector.
		PhoneNumbers: []string{"+12065550100", "+12065550101"},
	})
	app.Synth(nil)
}
