"""Holds requests and answers against the service models that AWS publishes with botocore.

Reads exchanges from the JSON file that is its argument, see exchange.ts, and prints in JSON how many of what it has looked at, and all that differs.
botocore validates types, required members and lengths of what it sends itself; patterns, enumerations and members
that a model does not have are looked at here, in requests and answers alike.
"""

import json
import re
import sys
from collections import Counter
from datetime import datetime
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.etree import ElementTree

from botocore import parsers, session, validate
from botocore.utils import parse_timestamp

# What every service of AWS can answer, whether or not an operation's model has it: IAM's refusal, and the errors of CloudFormation's query protocol.
COMMON_ERRORS = {
    "chime-sdk-voice": {"AccessDeniedException": 403},
    # https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
    "cloudformation": {"AccessDenied": 403, "InternalFailure": 500, "ServiceUnavailable": 503, "Throttling": 400, "ValidationError": 400},
}

# What the model's enumerations lack: events of a stack itself have its statuses, of which these two are no status of a resource.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
WIDER_ENUMERATIONS = {"ResourceStatus": ["UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"]}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        exchanges = json.load(file)
    models = {name: session.get_session().get_service_model(name) for name in COMMON_ERRORS}
    requests, answers, findings = Counter(), Counter(), []
    for exchange in exchanges:
        model = models[exchange["service"]]
        operation, params, differences = read_request(model, exchange)
        name = operation.name if operation else f'{exchange["method"]} {exchange["url"]}'
        if operation:
            requests[name] += 1
            differences += check_params(operation, params)
            outcome, more = check_answer(operation, exchange)
            answers[f"{name} {outcome}"] += 1
            differences += more
        findings += [f"{name}: {difference}" for difference in differences]
    # The same difference in another exchange is told once.
    print(json.dumps({"requests": requests, "answers": answers, "findings": list(dict.fromkeys(findings))}))


def read_request(model, exchange):
    if model.metadata["protocol"] == "query":
        return read_query_request(model, exchange)
    return read_json_request(model, exchange)


def read_query_request(model, exchange):
    form = dict(parse_qsl(exchange["body"], keep_blank_values=True))
    action, version = form.pop("Action", ""), form.pop("Version", "")
    if action not in model.operation_names:
        return None, {}, ["is no operation"]
    wrong_version = [] if version == model.api_version else [f"Version {version} is not {model.api_version}"]
    return model.operation_model(action), form, wrong_version


def read_json_request(model, exchange):
    parts = urlsplit(exchange["url"])
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name in model.operation_names:
        operation = model.operation_model(name)
        template = urlsplit(operation.http["requestUri"])
        fixed = dict(parse_qsl(template.query, keep_blank_values=True))
        path = re.fullmatch(re.sub(r"\\?\{(\w+)\\?\}", r"(?P<\1>[^/]+)", re.escape(template.path)), parts.path)
        if operation.http["method"] != exchange["method"] or not path or fixed.items() - query.items():
            continue
        free = {key: value for key, value in query.items() if key not in fixed}
        # Without a fixed query, the path alone could be that of another operation.
        if "operation" in free:
            continue
        return operation, *bind(operation.input_shape, path.groupdict(), free, json.loads(exchange["body"] or "{}"))
    return None, {}, ["is no operation"]


def bind(shape, path, query, body):
    """The parameters of a client that would send this, and what none would."""
    places = {"uri": {key: unquote(value) for key, value in path.items()}, "querystring": query, None: body}
    params = {}
    for member, member_shape in shape.members.items():
        place = places[member_shape.serialization.get("location")]
        key = member_shape.serialization.get("name", member)
        if key in place:
            value = place.pop(key)
            params[member] = int(value) if member_shape.type_name == "integer" and isinstance(value, str) else value
    return params, [f"{key} is no parameter" for place in places.values() for key in place]


def check_params(operation, params):
    report = validate.ParamValidator().validate(params, operation.input_shape)
    return ([report.generate_report()] if report.has_errors() else []) + check(operation.input_shape, params, "request")


def check_answer(operation, exchange):
    model = operation.service_model
    parser = parsers.create_parser(model.metadata["protocol"])
    raw = {"status_code": exchange["status"], "headers": exchange["headers"], "body": exchange["answer"].encode()}
    try:
        parsed = parser.parse(raw, operation.output_shape)
    except Exception as error:  # Whatever it is, a client would fail of it.
        return "cannot be read", [f"botocore cannot read the answer: {error!r}"]
    if exchange["status"] < 300:
        expected = operation.http.get("responseCode", 200)
        wrong_status = [] if exchange["status"] == expected else [f'HTTP status {exchange["status"]} is not {expected}']
        return "succeeds", wrong_status + check_body(operation, exchange, parsed)
    code = parsed["Error"]["Code"]
    known = {shape.error_code: shape.metadata["error"]["httpStatusCode"] for shape in operation.error_shapes}
    known.update(COMMON_ERRORS[model.service_name])
    # Some answers have their code in the body alone, without its ending.
    name = code if code in known else f"{code}Exception"
    if name not in known:
        return code, [f"the error {code} is not of this operation"]
    return name, [] if known[name] == exchange["status"] else [f'{name} has HTTP status {known[name]}, not {exchange["status"]}']


def check_body(operation, exchange, parsed):
    if operation.service_model.metadata["protocol"] != "query":
        return check(operation.output_shape, json.loads(exchange["answer"]), "answer")
    values = {key: value for key, value in parsed.items() if key != "ResponseMetadata"}
    result = next(child for child in ElementTree.fromstring(exchange["answer"]) if local_name(child).endswith("Result"))
    return check(operation.output_shape, values, "answer") + check_elements(operation.output_shape, result, "answer")


def check_elements(shape, element, path):
    """Elements that a shape does not have: botocore's parser passes over them."""
    if shape.type_name == "list":
        return [difference for child in element for difference in check_elements(shape.member, child, f"{path}[]")]
    if shape.type_name != "structure":
        return []
    members = {member_shape.serialization.get("name", name): member_shape for name, member_shape in shape.members.items()}
    return [
        difference
        for child in element
        for difference in (
            check_elements(members[local_name(child)], child, f"{path}.{local_name(child)}")
            if local_name(child) in members
            else [f"{path}.{local_name(child)} is not in the model"]
        )
    ]


def local_name(element):
    return element.tag.split("}")[-1]


def check(shape, value, path):
    """What differs from the shape, anywhere below."""
    if value is None:
        # In JSON, null and absent are the same, unless a member is required.
        return []
    checks = {"structure": check_structure, "list": check_list, "string": check_string, "timestamp": check_timestamp, "integer": check_integer}
    if shape.type_name in checks:
        return checks[shape.type_name](shape, value, path)
    return [] if shape.type_name == "boolean" and isinstance(value, bool) else [f"{path} is {value!r}, and should be a {shape.type_name}"]


def check_structure(shape, value, path):
    if not isinstance(value, dict):
        return [f"{path} is {value!r}, and should be a structure"]
    unknown = [f"{path}.{key} is not in the model" for key in value if key not in shape.members]
    missing = [f"{path}.{key} is missing" for key in shape.required_members if value.get(key) is None]
    return unknown + missing + [
        difference for key, member in shape.members.items() if key in value for difference in check(member, value[key], f"{path}.{key}")
    ]


def check_list(shape, value, path):
    if not isinstance(value, list):
        return [f"{path} is {value!r}, and should be a list"]
    return check_range(shape, len(value), path) + [
        difference for item in value for difference in check(shape.member, item, f"{path}[]")
    ]


def check_string(shape, value, path):
    if not isinstance(value, str):
        return [f"{path} is {value!r}, and should be a string"]
    pattern = shape.metadata.get("pattern")
    listed = shape.enum + WIDER_ENUMERATIONS.get(shape.name, [])
    not_listed = [f"{path} is {value}, and should be one of {', '.join(listed)}"] if shape.enum and value not in listed else []
    # A model's patterns are not anchored.
    not_matching = [f"{path} is {value}, and should match {pattern}"] if pattern and not re.search(pattern, value) else []
    return not_listed + not_matching + check_range(shape, len(value), path)


def check_integer(shape, value, path):
    return check_range(shape, value, path) if isinstance(value, int) else [f"{path} is {value!r}, and should be an integer"]


def check_timestamp(shape, value, path):
    # The query protocol's have been parsed by botocore.
    if isinstance(value, datetime):
        return []
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value) and parse_timestamp(value).tzinfo:
        return []
    return [f"{path} is {value!r}, and should be an ISO 8601 timestamp"]


def check_range(shape, size, path):
    low, high = shape.metadata.get("min", size), shape.metadata.get("max", size)
    return [] if low <= size <= high else [f"{path} has {size}, and should have {low} to {high}"]


main()
