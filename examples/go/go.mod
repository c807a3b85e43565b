module telephony

go 1.25

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.275.0
	github.com/aws/constructs-go/constructs/v10 v10.8.1
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk-chime-phone-number-association/cdk-chime-phone-number-association-go/cdkchimephonenumberassociation v0.1.0
)
