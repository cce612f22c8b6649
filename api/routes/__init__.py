"""The interface under ``/api/v1``: one file per noun, an endpoint is a check, a call to the desk, a return."""
