-- What one logged activity costs in a transaction of its own. Before its first, each client picks its family and takes the
-- sealed parts of an activity from there, so that they have their real length.
\if :known = 0
\set n :client_id % :families
SELECT logged.family_id AS family, logged.child_id AS child, logged.created_by AS account,
    logged.sealed AS activity_sealed, changes.sealed AS change_sealed
FROM activities AS logged
JOIN changes ON changes.family_id = logged.family_id AND changes.entity_id = logged.id
WHERE logged.family_id = (SELECT family_id FROM children ORDER BY created_at OFFSET :n LIMIT 1)
LIMIT 1 \gset
\set known 1
\endif
BEGIN;
SELECT id, seq FROM families WHERE id IN (:family) ORDER BY id ASC FOR UPDATE \gset
INSERT INTO activities (family_id, id, child_id, kind, variant, amount_ml, start_at, end_at, sealed, created_by,
    created_at, updated_at, version, paused_seconds, deleted_at)
VALUES (:family, gen_random_uuid(), :child, 'feeding', 'bottle', 120, now(), NULL, :activity_sealed, :account,
    now(), now(), 1, 0, NULL);
INSERT INTO changes (family_id, seq, account_id, at, event, entity, entity_id, sealed)
VALUES (:family, :seq + 1, :account, now(), 'activity-logged', 'activity', gen_random_uuid(), :change_sealed);
UPDATE families SET seq = seq + 1 WHERE id IN (:family);
COMMIT;
