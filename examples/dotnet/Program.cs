using Amazon.CDK;
using Telephony;

var app = new App();
var props = new StackProps { Env = new Amazon.CDK.Environment { Region = "us-east-1" } };
// Numbers of your account's inventory, of the product type Voice Connector.
_ = new TelephonyStack(app, "Telephony", props, ["+12065550100", "+12065550101"]);
app.Synth();
