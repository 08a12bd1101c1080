ALTER TABLE vouchers.recovery
    DROP CONSTRAINT recovery_ground_check,
    ADD CONSTRAINT recovery_ground_check CHECK (ground IN ('RED_LETTER', 'REFUND', 'MISUSE', 'DISPUTE'));
