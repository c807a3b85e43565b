from aws_cdk import App, Environment, Stack
from aws_cdk.aws_chime import CfnVoiceConnector
from cdk_chime_phone_number_association import VoiceConnectorPhoneNumberAssociation
from constructs import Construct


class TelephonyStack(Stack):
    """An office's voice connector with its phone numbers."""

    def __init__(self, scope: Construct, construct_id: str, *, phone_numbers: list[str], **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        connector = CfnVoiceConnector(
            self,
            "Connector",
            name="office",
            require_encryption=True,
            aws_region="us-east-1",
        )

        VoiceConnectorPhoneNumberAssociation(
            self,
            "Numbers",
            voice_connector_id=connector.attr_voice_connector_id,
            e164_phone_numbers=phone_numbers,
        )


app = App()
TelephonyStack(
    app,
    "Telephony",
    env=Environment(region="us-east-1"),
    # Numbers of your account's inventory, of the product type Voice Connector.
    phone_numbers=["+12065550100", "+12065550101"],
)
app.synth()
