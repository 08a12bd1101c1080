-- Whose division a machine acts for when it holds a role of a division; its organisation's when it
-- was registered. Those registered before hold no such role.
ALTER TABLE identity.api_client ADD COLUMN division text CHECK (division ~ '^3[1-4][0-9]{4}$');
