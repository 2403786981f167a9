"""Stories, alerts, digests and notices become messages; no network, no clock."""
