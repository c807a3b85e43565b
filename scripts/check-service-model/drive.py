"""Uses the simulated voice API with boto3, which nobody here has written, and prints what came of each check in JSON.

Its arguments are the endpoint's URL, and what the account has, in JSON; see standalone.ts.
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

checks = []


def check(name, actual, expected):
    checks.append({"name": name, "actual": actual, "expected": expected})


def main():
    url, account = sys.argv[1], json.loads(sys.argv[2])
    # Each exception has to arrive here once, and not be tried again.
    config = Config(retries={"total_max_attempts": 1})
    client = boto3.client(
        "chime-sdk-voice", endpoint_url=url, region_name="us-east-1", aws_access_key_id="any", aws_secret_access_key="any", config=config
    )
    check("the regions that have an endpoint", sorted(boto3.Session().get_available_regions("chime-sdk-voice")), sorted(account["regions"]))
    make_connector(client)
    use_connector(client, account)
    use_group(client, account)
    meet_refused_numbers(client, account)
    meet_refused_requests(client, account)
    meet_exceptions(client, account)
    print(json.dumps(checks))


def make_connector(client):
    made = client.create_voice_connector(Name="made by boto3", RequireEncryption=True)["VoiceConnector"]
    connector = made["VoiceConnectorId"]
    check("get a connector that was made", client.get_voice_connector(VoiceConnectorId=connector)["VoiceConnector"] == made, True)
    check("list connectors", connector in [found["VoiceConnectorId"] for found in client.list_voice_connectors()["VoiceConnectors"]], True)
    client.delete_voice_connector(VoiceConnectorId=connector)
    check("a connector that was deleted", type(caught(lambda: client.get_voice_connector(VoiceConnectorId=connector))).__name__, "NotFoundException")


def use_connector(client, account):
    connector, [first, second, *_] = account["connector"], account["numbers"]
    associated = client.associate_phone_numbers_with_voice_connector(VoiceConnectorId=connector, E164PhoneNumbers=[first, second], ForceAssociate=False)
    check("associate with a connector", associated.get("PhoneNumberErrors"), [])
    check("list the numbers of a connector", listed(client, "VoiceConnectorId", connector), [first, second])
    check("list page by page", sorted(listed(client, "VoiceConnectorId", connector, MaxResults=1)), [first, second])
    number = client.get_phone_number(PhoneNumberId=first)["PhoneNumber"]
    [association] = number["Associations"]
    check("get a number", [number["E164PhoneNumber"], association["Name"], association["Value"]], [first, "VoiceConnectorId", connector])
    check("get the moment of an association", type(association["AssociatedTimestamp"]).__name__, "datetime")
    removed = client.disassociate_phone_numbers_from_voice_connector(VoiceConnectorId=connector, E164PhoneNumbers=[first, second])
    check("disassociate from a connector", removed.get("PhoneNumberErrors"), [])
    check("a disassociated number is on nothing", client.get_phone_number(PhoneNumberId=first)["PhoneNumber"]["Associations"], [])


def use_group(client, account):
    group, connector, [first, *_] = account["group"], account["connector"], account["numbers"]
    client.associate_phone_numbers_with_voice_connector_group(VoiceConnectorGroupId=group, E164PhoneNumbers=[first], ForceAssociate=False)
    check("list the numbers of a group", listed(client, "VoiceConnectorGroupId", group), [first])
    client.associate_phone_numbers_with_voice_connector(VoiceConnectorId=connector, E164PhoneNumbers=[first], ForceAssociate=True)
    check("a number is taken from a group by force", [listed(client, "VoiceConnectorGroupId", group), listed(client, "VoiceConnectorId", connector)], [[], [first]])
    client.associate_phone_numbers_with_voice_connector_group(VoiceConnectorGroupId=group, E164PhoneNumbers=[first], ForceAssociate=True)
    removed = client.disassociate_phone_numbers_from_voice_connector_group(VoiceConnectorGroupId=group, E164PhoneNumbers=[first])
    check("disassociate from a group", [removed.get("PhoneNumberErrors"), listed(client, "VoiceConnectorGroupId", group)], [[], []])
    check("list by product type", account["dialledIn"] in listed(client, ProductType="SipMediaApplicationDialIn"), True)
    check("list by status", account["inProgress"] in listed(client, Status="AcquireInProgress"), True)


def meet_refused_numbers(client, account):
    for number, code in account["refused"]:
        answer = client.associate_phone_numbers_with_voice_connector(
            VoiceConnectorId=account["connector"], E164PhoneNumbers=[number], ForceAssociate=False
        )
        [error] = answer["PhoneNumberErrors"]
        check(f"{number} is refused", [answer["ResponseMetadata"]["HTTPStatusCode"], error["ErrorCode"], bool(error["ErrorMessage"])], [200, code, True])


def meet_refused_requests(client, account):
    numbers = account["numbers"][:1]
    calls = {
        "a connector that does not exist": (lambda: associate(client, "z" * 22, numbers), "NotFoundException"),
        "an id that is malformed": (lambda: associate(client, "office", numbers), "BadRequestException"),
        "a number that is malformed": (lambda: associate(client, account["connector"], ["0800 555"]), "BadRequestException"),
        "a number that is not in the account": (lambda: client.get_phone_number(PhoneNumberId=account["unknown"]), "NotFoundException"),
        "a token that was made up": (lambda: client.list_phone_numbers(NextToken="made up"), "BadRequestException"),
    }
    for name, (call, expected) in calls.items():
        check(name, type(caught(call)).__name__, expected)


def meet_exceptions(client, account):
    """The account answers each operation with each of its exceptions, in the order of the lists, when it is asked for a marked number or owner."""
    for method, parameters, codes in exceptions_of(account):
        operation = client.meta.method_to_api_mapping[method]
        seen = set()
        for code in codes:
            error = caught(lambda: getattr(client, method)(**parameters))
            seen.add(type(error).__name__)
            check(f"{operation} {code}", [type(error).__name__, error.response["Error"]["Message"]], [f"{code}Exception", "A fault on purpose"])
        modelled = {shape.name for shape in client.meta.service_model.operation_model(operation).error_shapes}
        check(f"{operation}: all exceptions of the model", sorted(modelled - seen), [])


def exceptions_of(account):
    marked = [account["marked"]]
    for name, value in (("Connector", account["connector"]), ("ConnectorGroup", account["group"])):
        owner = {f"Voice{name}Id": value, "E164PhoneNumbers": marked}
        suffix = "voice_connector" if name == "Connector" else "voice_connector_group"
        yield f"associate_phone_numbers_with_{suffix}", {**owner, "ForceAssociate": False}, account["exceptions"]
        yield f"disassociate_phone_numbers_from_{suffix}", owner, account["exceptions"]
    yield "get_phone_number", {"PhoneNumberId": account["marked"]}, account["exceptions"]
    yield "list_phone_numbers", {"FilterName": "VoiceConnectorId", "FilterValue": account["markedConnector"]}, account["exceptions"]


def associate(client, connector, numbers):
    return client.associate_phone_numbers_with_voice_connector(VoiceConnectorId=connector, E164PhoneNumbers=numbers, ForceAssociate=False)


def listed(client, name=None, value=None, **parameters):
    """All pages; boto3 has no paginator for this operation."""
    filters = {"FilterName": name, "FilterValue": value} if name else {}
    numbers, token = [], None
    while True:
        page = client.list_phone_numbers(**filters, **parameters, **({"NextToken": token} if token else {}))
        numbers += [number["E164PhoneNumber"] for number in page["PhoneNumbers"]]
        token = page.get("NextToken")
        if not token:
            return numbers


def caught(call):
    try:
        call()
    except ClientError as error:
        return error
    raise AssertionError("The request was not refused")


main()
