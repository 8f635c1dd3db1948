"""Face ID's networks and the rules around them: detection, templates, liveness, matching.

Weights are fetched, never committed (`python -m models fetch face`). Without them everything here
says that Face ID is unavailable, and why. What needs no camera and no network (`observation`,
`templates`, `quality`, `tracking`, `challenge`, `thresholds`, `matching`, `decision`, `session`)
imports neither cv2 nor insightface, so that a server can use it.
"""
