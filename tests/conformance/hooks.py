"""What schemathesis is helped with: a token that does not get old, and networks that there are.

`cargo xtask conformance` names this file to it, and the operator in the environment.
"""

import itertools
import os

import requests
import schemathesis
from schemathesis.generation.meta import TestPhase

# Half of a token's hour.
TOKEN_REFRESH_SECONDS = 1800
ANSWER_SECONDS = 10
# The least that the operator takes as an order.
EDGE = {"primaryIpAddress": {"addressType": "Ipv4Addr", "address": "192.0.2.1"}}
ORDER = {"connections": [{"customerEdge": EDGE, "providerEdge": EDGE}]}

_session = requests.Session()
_turn = itertools.count()
_token = None


@schemathesis.auth(refresh_interval=TOKEN_REFRESH_SECONDS)
class Token:
    """A token with every scope of the API."""

    def get(self, case, context):
        global _token
        form = {
            "grant_type": "client_credentials",
            "scope": os.environ["SANDBOX_SCOPES"],
            "client_id": os.environ["SANDBOX_CLIENT_ID"],
            "client_secret": os.environ["SANDBOX_CLIENT_SECRET"],
        }
        endpoint = os.environ["SANDBOX_TOKEN_ENDPOINT"]
        answer = _session.post(endpoint, data=form, timeout=ANSWER_SECONDS)
        answer.raise_for_status()
        _token = answer.json()["access_token"]
        return _token

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def before_call(context, case, kwargs):
    """Lets three of four well-formed requests about one network meet one that there is."""
    is_about_one = "serviceId" in (case.path_parameters or {})
    if not is_about_one or _token is None or not _is_well_formed(case):
        return
    if next(_turn) % 4 == 0:
        return
    answer = _session.post(
        f"{os.environ['SANDBOX_BASE']}/networks",
        json=ORDER,
        headers={"Authorization": f"Bearer {_token}"},
        timeout=ANSWER_SECONDS,
    )
    answer.raise_for_status()
    case.path_parameters["serviceId"] = answer.json()["serviceId"]


def _is_well_formed(case):
    # A stateful scenario follows a network of its own from request to request.
    return (
        case.meta is not None
        and case.meta.generation.mode.is_positive
        and case.meta.phase.name != TestPhase.STATEFUL
    )
