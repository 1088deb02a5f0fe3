"""A result in, what whoever reads its JSON sees of it out."""

import json
from typing import Any

from scorer.codec import dumps


def as_json(value: object) -> Any:  # noqa: ANN401 - JSON
    return json.loads(dumps(value))
