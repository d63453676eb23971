-- What the dashboard of a family of three children and four members costs, for yesterday.
\if :known = 0
SELECT family_id AS family, (array_agg(id))[1] AS child1, (array_agg(id))[2] AS child2, (array_agg(id))[3] AS child3
FROM children GROUP BY family_id HAVING count(*) > 1 \gset
SELECT (array_agg(account_id))[1] AS member1, (array_agg(account_id))[2] AS member2,
    (array_agg(account_id))[3] AS member3, (array_agg(account_id))[4] AS member4
FROM members WHERE family_id = :family \gset
SELECT now, now - interval '1 day' AS day_ago, today - interval '1 day' AS yesterday, today
FROM (SELECT now(), date_trunc('day', now(), 'UTC') AS today) AS times \gset
\set known 1
\endif
SELECT id, seq, share_code_index, wrapped_key, sealed, zone, day_start_minutes, created_at, updated_at, version
FROM families WHERE id = :family LIMIT 1;
SELECT members.family_id, members.account_id, members.role, members.can_add_children, members.can_edit_children,
    members.can_log_activities, members.can_view_reports,
    members.access_children, members.access_from, members.access_until, members.joined_at, members.version,
    members.looked_seq, members.looked_at,
    accounts.id, accounts.email_index, accounts.password_hash, accounts.wrapped_key, accounts.sealed, accounts.locale,
    accounts.zone, accounts.email_verified, accounts.last_active_at, accounts.created_at, accounts.updated_at,
    accounts.version, accounts.tier
FROM members LEFT JOIN accounts ON members.account_id = accounts.id
WHERE members.family_id = :family ORDER BY members.joined_at ASC, members.account_id ASC;
SELECT family_id, id, sealed, created_at, updated_at, version
FROM children WHERE family_id = :family ORDER BY created_at ASC, id ASC;
SELECT child_id, kind, variant, amount_ml, start_at, end_at, paused_seconds
FROM activities
WHERE family_id = :family AND child_id IN (:child1, :child2, :child3) AND deleted_at IS NULL
    AND ((start_at >= :yesterday AND start_at < :today)
        OR (start_at > :day_ago AND start_at <= :now AND kind = 'sleep' AND (end_at IS NULL OR end_at > :now)));
SELECT * FROM (
    SELECT family_id, id, child_id, at, sealed, created_by, created_at, updated_at, version
    FROM appointments WHERE family_id = :family AND child_id = :child1 AND at >= :now ORDER BY at ASC, id ASC LIMIT 5
) AS next UNION ALL (SELECT * FROM (
    SELECT family_id, id, child_id, at, sealed, created_by, created_at, updated_at, version
    FROM appointments WHERE family_id = :family AND child_id = :child2 AND at >= :now ORDER BY at ASC, id ASC LIMIT 5
) AS next) UNION ALL (SELECT * FROM (
    SELECT family_id, id, child_id, at, sealed, created_by, created_at, updated_at, version
    FROM appointments WHERE family_id = :family AND child_id = :child3 AND at >= :now ORDER BY at ASC, id ASC LIMIT 5
) AS next);
SELECT family_id, id, child_id, rank, sealed, found_at, expires_at, dismissed_at
FROM insights
WHERE family_id = :family AND child_id IN (:child1, :child2, :child3) AND expires_at > :now AND dismissed_at IS NULL
ORDER BY rank DESC, found_at DESC, id DESC;
SELECT * FROM (
    SELECT id, child_id, kind, start_at, created_by
    FROM activities WHERE family_id = :family AND created_by = :member1 AND deleted_at IS NULL
    ORDER BY start_at DESC, id DESC LIMIT 5
) AS newest UNION ALL (SELECT * FROM (
    SELECT id, child_id, kind, start_at, created_by
    FROM activities WHERE family_id = :family AND created_by = :member2 AND deleted_at IS NULL
    ORDER BY start_at DESC, id DESC LIMIT 5
) AS newest) UNION ALL (SELECT * FROM (
    SELECT id, child_id, kind, start_at, created_by
    FROM activities WHERE family_id = :family AND created_by = :member3 AND deleted_at IS NULL
    ORDER BY start_at DESC, id DESC LIMIT 5
) AS newest) UNION ALL (SELECT * FROM (
    SELECT id, child_id, kind, start_at, created_by
    FROM activities WHERE family_id = :family AND created_by = :member4 AND deleted_at IS NULL
    ORDER BY start_at DESC, id DESC LIMIT 5
) AS newest) ORDER BY start_at DESC, id DESC;
