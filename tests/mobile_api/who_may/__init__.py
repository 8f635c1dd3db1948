"""Who may call which route: one file a domain, each with a table ``ROUTES``."""
