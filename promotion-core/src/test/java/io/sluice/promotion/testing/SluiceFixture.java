package io.sluice.promotion.testing;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.SluiceBuilder;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.spi.WebhookSecrets;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.webhook.WebhookSettings;
import io.sluice.promotion.workspace.EnvironmentType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Organization acme: dev → staging → prod and a sandbox, each with the standard policy of its type, and the persons below.
 *
 * <p>olga administers the organization, pia the policies. alice writes and requests, rita requests only. bob, carol and
 * dave approve; erin holds the role {@code security}. dan operates, audrey audits, gus guards, vic views, nora holds no
 * role. ci-bot is a service account that registers and reports checks.
 */
public final class SluiceFixture {
    public static final OrganizationId ACME = new OrganizationId("acme");
    public static final OrganizationId GLOBEX = new OrganizationId("globex");
    public static final WorkspaceId DEV = new WorkspaceId("dev");
    public static final WorkspaceId STAGING = new WorkspaceId("staging");
    public static final WorkspaceId PROD = new WorkspaceId("prod");
    public static final WorkspaceId SANDBOX = new WorkspaceId("sandbox");
    public static final ArtifactRef AGENT = ArtifactRef.agent("support-assistant");

    private final MutableClock clock = MutableClock.onMonday();
    private final FixedDirectory directory = new FixedDirectory();
    private final FakeDeployer deployer = new FakeDeployer();
    private final RecordingNotifier notifier = new RecordingNotifier("mail");
    private final ScriptedCheck tests = new ScriptedCheck(CheckName.TESTS);
    private final ScriptedCheck security = new ScriptedCheck(CheckName.SECURITY);
    private final ScriptedCheck performance = new ScriptedCheck(CheckName.PERFORMANCE);
    private final StatementCount statements = new StatementCount();
    private final Transactions transactions;
    private final ManualFlow flow;
    private Sluice sluice;

    private SluiceFixture(DataSource dataSource) {
        this.transactions = Transactions.threadBound(statements.watching(dataSource));
        this.flow = new ManualFlow(transactions);
        deployer.staysOutside(transactions);
        staff(ACME);
    }

    /** Acme on this database, its promotions driven by {@link #flow()}. */
    public static SluiceFixture on(DataSource dataSource) {
        SluiceFixture fixture = new SluiceFixture(dataSource);
        fixture.open(fixture.flow::of);
        fixture.populate(ACME);
        return fixture;
    }

    /** The same persons and programs, but nothing built yet: for tests that bring a flow of their own. */
    public static SluiceFixture unopened(DataSource dataSource) {
        return new SluiceFixture(dataSource);
    }

    /** Another node on the same database, with the same persons and programs, its promotions driven by {@code flow}. */
    public Sluice open(Function<Sluice, PromotionFlow> another) {
        Sluice opened = wire(Sluice.builder()).flow(another).build();
        if (sluice == null) {
            sluice = opened;
        }
        return opened;
    }

    /** Gives a builder everything but the flow. */
    public SluiceBuilder wire(SluiceBuilder builder) {
        return builder.transactions(transactions)
                .directory(directory)
                .deployer(deployer)
                .clock(clock)
                .notifier(notifier)
                .webhooks(WebhookSettings.builder(WebhookSecrets.derivedFrom(new byte[32]))
                        .build())
                .check(tests)
                .check(security)
                .check(performance);
    }

    /** Uses doors that were opened elsewhere. */
    public void use(Sluice opened) {
        sluice = opened;
    }

    /** Begins anew on emptied tables, with the doors and programs that there are: it is Monday, and nothing happened yet. */
    public void renew() {
        clock.set(MutableClock.MONDAY);
        deployer.forget();
        notifier.clear();
        List.of(tests, security, performance).forEach(ScriptedCheck::forget);
        directory.available();
        staff(ACME);
        populate(ACME);
        statements.reset();
    }

    /** Gives an organization the persons of acme. */
    public void staff(OrganizationId organization) {
        directory
                .member(organization, "olga", "org-admin")
                .member(organization, "pia", "policy-admin")
                .member(organization, "alice", "requester")
                .member(organization, "rita", "requester")
                .member(organization, "bob", "viewer", "approver")
                .member(organization, "carol", "viewer", "approver")
                .member(organization, "dave", "viewer", "approver")
                .member(organization, "erin", "viewer", "security")
                .member(organization, "dan", "deployer")
                .member(organization, "audrey", "auditor")
                .member(organization, "gus", "release-guard")
                .member(organization, "vic", "viewer")
                .member(organization, "nora")
                .member(organization, "ci-bot", "requester", "check-reporter");
    }

    /** Makes an organization with acme's workspaces. */
    public void populate(OrganizationId organization) {
        Actor olga = human("olga");
        sluice.organizations().create(olga, organization, organization.value() + " Ltd", key());
        create(organization, NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT));
        create(
                organization,
                NewWorkspace.of("staging", "Staging", EnvironmentType.STAGING).after("dev"));
        create(
                organization,
                NewWorkspace.of("prod", "Production", EnvironmentType.PRODUCTION)
                        .after("staging"));
        create(organization, NewWorkspace.of("sandbox", "Playground", EnvironmentType.SANDBOX));
    }

    /** Makes a workspace. */
    public void create(OrganizationId organization, NewWorkspace wanted) {
        sluice.workspaces().create(human("olga"), organization, wanted, key());
    }

    /** The content of a version, made from its label. */
    public static Digest digest(String label) {
        return Digest.of(label.getBytes(StandardCharsets.UTF_8));
    }

    /** Registers a version of {@link #AGENT} in dev, written by alice. */
    public ArtifactVersion register(String label) {
        return register(AGENT, label);
    }

    /** Registers a version in dev, written by alice. */
    public ArtifactVersion register(ArtifactRef artifact, String label) {
        NewVersion wanted = NewVersion.of(DEV, artifact, label, digest(label), new PersonId("alice"));
        deployer.put(ACME, DEV, artifact, Optional.of(wanted.digest()));
        return sluice.artifacts().register(human("alice"), ACME, wanted, key());
    }

    /** What rita asks for. */
    public static NewPromotion wanted(String label, WorkspaceId from, WorkspaceId to) {
        return NewPromotion.of(AGENT, label, from, to, "because");
    }

    /** rita asks for a version of {@link #AGENT}. */
    public PromotionRequest request(String label, WorkspaceId from, WorkspaceId to) {
        return sluice.promotions().request(human("rita"), ACME, wanted(label, from, to), key());
    }

    /** A request whose checks have passed and whose approvers are asked. */
    public PromotionRequest asked(String label, WorkspaceId from, WorkspaceId to) {
        PromotionRequest request = request(label, from, to);
        flow.runChecks(request.id());
        flow.openApproval(request.id());
        return get(request.id());
    }

    /** A request that these persons have approved. */
    public PromotionRequest approved(String label, WorkspaceId from, WorkspaceId to, String... persons) {
        PromotionRequest request = asked(label, from, to);
        for (String person : persons) {
            approve(request.id(), person);
        }
        return get(request.id());
    }

    /** A promotion that these persons approved and that went well. */
    public PromotionRequest promoted(String label, WorkspaceId from, WorkspaceId to, String... persons) {
        PromotionRequest request = approved(label, from, to, persons);
        flow.deployAndFinish(request.id());
        return get(request.id());
    }

    /** Registers a version and takes it to staging, approved by bob. */
    public PromotionRequest inStaging(String label) {
        register(label);
        return promoted(label, DEV, STAGING, "bob");
    }

    /** Registers a version and takes it to prod, approved by bob and carol. */
    public PromotionRequest inProd(String label) {
        inStaging(label);
        return promoted(label, STAGING, PROD, "bob", "carol");
    }

    /** A person approves what they see. */
    public PromotionRequest approve(PromotionId id, String person) {
        return sluice.promotions().approve(human(person), ACME, id, get(id).subjectHash(), "fine", key());
    }

    /** A person rejects what they see. */
    public PromotionRequest reject(PromotionId id, String person, String reason) {
        return sluice.promotions().reject(human(person), ACME, id, get(id).subjectHash(), reason, key());
    }

    /** The request as vic sees it now. */
    public PromotionRequest get(PromotionId id) {
        return sluice.promotions().get(human("vic"), ACME, id);
    }

    /** The policy in force. */
    public PromotionPolicy policy(WorkspaceId workspace) {
        return sluice.policies().current(human("pia"), ACME, workspace).policy();
    }

    /** pia puts another policy in force; where that needs approval, she proposes it and those who are asked agree. */
    public PolicyRevision replacePolicy(WorkspaceId workspace, Function<PromotionPolicy, PromotionPolicy> change) {
        PolicyRevision before = sluice.policies().current(human("pia"), ACME, workspace);
        PromotionPolicy wanted = change.apply(before.policy());
        boolean weakens = PolicyDiff.between(before.policy(), wanted).weakens();
        if (workspace.equals(PROD) && weakens && !wanted.stages().isEmpty()) {
            PolicyChange proposed = propose(workspace, wanted);
            agree(proposed.id(), "bob", "carol", "dave", "erin");
            return sluice.policies().current(human("pia"), ACME, workspace);
        }
        return sluice.policies().replace(human("pia"), ACME, workspace, before.revision(), wanted, "a change", key());
    }

    /** pia proposes a weaker policy. */
    public PolicyChange propose(WorkspaceId workspace, PromotionPolicy wanted) {
        int revision = sluice.policies().current(human("pia"), ACME, workspace).revision();
        return sluice.policyChanges().propose(human("pia"), ACME, workspace, revision, wanted, "a change", key());
    }

    /** These persons agree to a proposal, one after the other, until it ends; whoever is not asked is passed over. */
    public void agree(PolicyChangeId change, String... persons) {
        for (String person : persons) {
            boolean waits = sluice.policyChanges().waitingFor(human(person), ACME).stream()
                    .anyMatch(waiting ->
                            waiting.change().id().equals(change) && waiting.eligibility() instanceof Eligibility.May);
            if (waits) {
                sluice.policyChanges().approve(human(person), ACME, change, "fine", key());
            }
        }
    }

    /** A person at a keyboard. */
    public Actor human(String account) {
        return sluice.actors().human(account);
    }

    /** A program. */
    public Actor service(String account) {
        return sluice.actors().service(account);
    }

    /** A key that nobody used. */
    public static IdempotencyKey key() {
        return IdempotencyKey.unique();
    }

    /** Delivers all messages that are due. */
    public void dispatch() {
        while (sluice.outbox().dispatch() > 0) {
            // Goes on until nothing is due.
        }
    }

    public Sluice sluice() {
        return sluice;
    }

    public MutableClock clock() {
        return clock;
    }

    public FixedDirectory directory() {
        return directory;
    }

    public FakeDeployer deployer() {
        return deployer;
    }

    public RecordingNotifier notifier() {
        return notifier;
    }

    public ScriptedCheck tests() {
        return tests;
    }

    public ScriptedCheck security() {
        return security;
    }

    public ScriptedCheck performance() {
        return performance;
    }

    public ManualFlow flow() {
        return flow;
    }

    public Transactions transactions() {
        return transactions;
    }

    public StatementCount statements() {
        return statements;
    }
}
