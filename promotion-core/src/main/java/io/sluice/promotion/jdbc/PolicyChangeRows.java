package io.sluice.promotion.jdbc;

import static java.util.stream.Collectors.groupingBy;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.policy.PolicyChange.Proposal;
import io.sluice.promotion.policy.PolicyChange.Status;
import io.sluice.promotion.policy.PolicyChange.Vote;
import io.sluice.promotion.workspace.DataPolicy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The proposals to weaken what protected workspaces demand. Internal: used by the entry package. */
public final class PolicyChangeRows {
    private record OneVote(PolicyChangeId change, Vote vote) {}

    private static final String INSERT = """
            INSERT INTO sluice_policy_change (
                org_id, id, workspace_id, policy, pii_allowed, encryption_required, retention_days, base_revision,
                base_workspace, reason, proposed_by, proposed_at, due, status, detail, ended_at)
            VALUES (
                :org, :id, :workspace, :policy, :piiAllowed, :encryptionRequired, :retentionDays, :baseRevision,
                :baseWorkspace, :reason, :proposedBy, :proposedAt, :due, :status, :detail, :endedAt)""";

    private static final String END = """
            UPDATE sluice_policy_change SET status = :status, detail = :detail, ended_at = :endedAt
             WHERE org_id = :org AND id = :id AND status = 'OPEN'""";

    private static final String COLUMNS = """
            org_id, id, workspace_id, policy, pii_allowed, encryption_required, retention_days, base_revision,
                   base_workspace, reason, proposed_by, proposed_at, due, status, detail, ended_at
              FROM sluice_policy_change""";

    private static final String FIND = "SELECT " + COLUMNS + " WHERE org_id = :org AND id = :id";

    private static final String OF_WORKSPACE =
            "SELECT " + COLUMNS + " WHERE org_id = :org AND workspace_id = :workspace ORDER BY id DESC LIMIT :limit";

    private static final String OPEN =
            "SELECT " + COLUMNS + " WHERE org_id = :org AND status = 'OPEN' ORDER BY due, id LIMIT 1000";

    private static final String OVERDUE =
            "SELECT " + COLUMNS + " WHERE status = 'OPEN' AND due <= :now ORDER BY status, due, id LIMIT :limit";

    private static final String INSERT_VOTE = """
            INSERT INTO sluice_policy_vote (
                org_id, change_id, person, stage, agrees, comment_text, roles, decided_at)
            VALUES (:org, :id, :person, :stage, :agrees, :comment, :roles, :decidedAt)""";

    private static final String VOTES = """
            SELECT org_id, change_id, person, stage, agrees, comment_text, roles, decided_at
              FROM sluice_policy_vote
             WHERE org_id = :org AND change_id = ANY(:changes)
             ORDER BY decided_at, person""";

    private final Sql sql;

    PolicyChangeRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a proposal without decisions. */
    public void insert(PolicyChange change) {
        Values values = end(change)
                .and("workspace", change.workspace())
                .and("baseRevision", change.baseRevision())
                .and("baseWorkspace", change.baseWorkspace())
                .and("reason", change.reason())
                .and("proposedBy", change.proposedBy())
                .and("proposedAt", change.proposedAt())
                .and("due", change.due());
        Optional<DataPolicy> data = change.proposal() instanceof Proposal.Data proposed
                ? Optional.of(proposed.dataPolicy())
                : Optional.empty();
        Optional<String> policy = change.proposal() instanceof Proposal.Policy proposed
                ? Optional.of(PolicyJson.write(proposed.policy()))
                : Optional.empty();
        sql.insert(
                INSERT,
                values.and("policy", policy)
                        .and("piiAllowed", data.map(DataPolicy::piiAllowed))
                        .and("encryptionRequired", data.map(DataPolicy::encryptionRequired))
                        .and("retentionDays", data.map(DataPolicy::retentionDays)));
    }

    /** Writes the end of a proposal; false when it had one already. */
    public boolean end(OrganizationId organization, PolicyChange ended) {
        return sql.update(END, end(ended)) == 1;
    }

    /** Adds a decision; refuses a second one of the same person with {@code object.exists}. */
    public void insertVote(PolicyChange change, Vote vote) {
        sql.insert(
                INSERT_VOTE,
                Values.of(change.organization())
                        .and("id", change.id())
                        .and("person", vote.person())
                        .and("stage", vote.stage())
                        .and("agrees", vote.agrees())
                        .and("comment", vote.comment())
                        .and("roles", Json.writeSet(vote.roles()))
                        .and("decidedAt", vote.decidedAt()));
    }

    /** The proposal, if there is one. Lock its workspace first to decide on it. */
    public Optional<PolicyChange> find(OrganizationId organization, PolicyChangeId id) {
        return withVotes(organization, sql.list(FIND, Values.of(organization).and("id", id), PolicyChangeRows::read))
                .stream()
                .findFirst();
    }

    /** The proposals for a workspace, newest first. */
    public List<PolicyChange> ofWorkspace(OrganizationId organization, WorkspaceId workspace, int limit) {
        Values values = Values.of(organization).and("workspace", workspace).and("limit", limit);
        return withVotes(organization, sql.list(OF_WORKSPACE, values, PolicyChangeRows::read));
    }

    /** All open proposals, soonest due first. */
    public List<PolicyChange> open(OrganizationId organization) {
        return withVotes(organization, sql.list(OPEN, Values.of(organization), PolicyChangeRows::read));
    }

    /** Open proposals of any organization whose time is over. */
    public List<PolicyChange> overdue(Instant now, int limit) {
        return sql.list(OVERDUE, Values.none().and("now", now).and("limit", limit), PolicyChangeRows::read);
    }

    private static Values end(PolicyChange change) {
        return Values.of(change.organization())
                .and("id", change.id())
                .and("status", change.status())
                .and("detail", change.detail())
                .and("endedAt", change.endedAt());
    }

    private List<PolicyChange> withVotes(OrganizationId organization, List<PolicyChange> changes) {
        if (changes.isEmpty()) {
            return changes;
        }
        String[] ids = changes.stream().map(change -> change.id().value()).toArray(String[]::new);
        Map<PolicyChangeId, List<OneVote>> votes =
                sql.list(VOTES, Values.of(organization).and("changes", ids), PolicyChangeRows::readVote).stream()
                        .collect(groupingBy(OneVote::change));
        return changes.stream()
                .map(change -> with(
                        change,
                        votes.getOrDefault(change.id(), List.of()).stream()
                                .map(OneVote::vote)
                                .toList()))
                .toList();
    }

    private static PolicyChange with(PolicyChange change, List<Vote> votes) {
        return new PolicyChange(
                change.organization(),
                change.id(),
                change.workspace(),
                change.proposal(),
                change.baseRevision(),
                change.baseWorkspace(),
                change.reason(),
                change.proposedBy(),
                change.proposedAt(),
                change.due(),
                change.status(),
                change.detail(),
                change.endedAt(),
                votes);
    }

    private static PolicyChange read(Row row) throws SQLException {
        Optional<String> policy = row.optionalText("policy");
        Proposal proposal = policy.isPresent()
                ? new Proposal.Policy(PolicyJson.read(policy.get()))
                : new Proposal.Data(new DataPolicy(
                        row.flag("pii_allowed"), row.flag("encryption_required"), row.integer("retention_days")));
        return new PolicyChange(
                row.organization(),
                row.get("id", PolicyChangeId::new),
                row.get("workspace_id", WorkspaceId::new),
                proposal,
                row.integer("base_revision"),
                row.integer("base_workspace"),
                row.text("reason"),
                row.get("proposed_by", PersonId::new),
                row.instant("proposed_at"),
                row.instant("due"),
                row.get("status", Status::valueOf),
                row.text("detail"),
                row.optionalInstant("ended_at"),
                List.of());
    }

    private static OneVote readVote(Row row) throws SQLException {
        return new OneVote(
                row.get("change_id", PolicyChangeId::new),
                new Vote(
                        row.get("person", PersonId::new),
                        row.text("stage"),
                        row.flag("agrees"),
                        row.text("comment_text"),
                        Set.copyOf(Json.readList(row.text("roles"), RoleId::new)),
                        row.instant("decided_at")));
    }
}
