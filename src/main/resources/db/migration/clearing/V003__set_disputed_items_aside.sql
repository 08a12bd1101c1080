-- A period can set obligations aside that are in dispute, and be closed without a party that does not sign.
ALTER TABLE clearing.netting
    ADD COLUMN aside    jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN left_out jsonb NOT NULL DEFAULT '[]',
    DROP CONSTRAINT netting_state_check,
    ADD CONSTRAINT netting_state_check CHECK (state IN ('STATING', 'DIFFERING', 'TO_SIGN', 'SIGNED', 'TO_PAY',
                                                        'SENT', 'TO_RECEIVE', 'CLOSED', 'LEFT_OUT'));

-- Why it was set aside; null otherwise.
ALTER TABLE clearing.obligation ADD COLUMN disputed text;
