"""Training classes 班次: application, approval, roster, registration of hours, and the dossier of their certificates."""
