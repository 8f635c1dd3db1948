"""What deploys: linted, never run here."""
