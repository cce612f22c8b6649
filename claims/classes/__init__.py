"""Training classes 班次: application, approval, roster, registration of hours, dossier of their certificates."""
