-- What the report of a child's last seven whole days costs.
\if :known = 0
SELECT family_id AS family, child_id AS child FROM activities
WHERE family_id = (SELECT family_id FROM children GROUP BY family_id HAVING count(*) > 1)
LIMIT 1 \gset
SELECT now, now - interval '1 day' AS day_ago, today - interval '7 days' AS week_ago, today,
    today + interval '12 hours' AS noon
FROM (SELECT now(), date_trunc('day', now(), 'UTC') AS today) AS times \gset
\set known 1
\endif
SELECT family_id, id, sealed, created_at, updated_at, version
FROM children WHERE family_id = :family AND id = :child LIMIT 1;
SELECT id, seq, share_code_index, wrapped_key, sealed, zone, day_start_minutes, created_at, updated_at, version
FROM families WHERE id = :family LIMIT 1;
SELECT family_id, id, sealed, created_at, updated_at, version
FROM children WHERE family_id = :family ORDER BY created_at ASC, id ASC;
SELECT child_id, kind, variant, amount_ml, start_at, end_at, paused_seconds
FROM activities
WHERE family_id = :family AND child_id IN (:child) AND deleted_at IS NULL
    AND ((start_at >= :week_ago AND start_at < :noon)
        OR (start_at > :day_ago AND start_at <= :now AND kind = 'sleep' AND (end_at IS NULL OR end_at > :now)));
SELECT family_id, id, child_id, kind, variant, amount_ml, start_at, end_at, sealed, created_by, created_at, updated_at,
    version, paused_seconds, deleted_at
FROM activities
WHERE family_id = :family AND child_id IN (:child) AND deleted_at IS NULL AND start_at < :today
    AND ((kind = 'growth' AND start_at >= :week_ago) OR kind = 'milestone')
ORDER BY start_at ASC, id ASC;
