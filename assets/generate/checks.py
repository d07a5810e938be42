"""The one way in which a generating script says that its data is wrong."""

import sys


def require(holds: bool, complaint: str) -> None:
    """Ends the run with the complaint unless the condition holds."""
    if not holds:
        sys.exit(f"check failed: {complaint}")
