// An office's voice connector with its phone numbers.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awschime"
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

	connector := awschime.NewCfnVoiceConnector(stack, jsii.String("Connector"), &awschime.CfnVoiceConnectorProps{
		Name:              jsii.String("office"),
		RequireEncryption: jsii.Bool(true),
		AwsRegion:         jsii.String("us-east-1"),
	})

	association.NewVoiceConnectorPhoneNumberAssociation(stack, jsii.String("Numbers"), &association.VoiceConnectorPhoneNumberAssociationProps{
		VoiceConnectorId: connector.AttrVoiceConnectorId(),
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
