"""The knowledge base: readable YAML for clinicians, compiled into knowledge.json for running."""
