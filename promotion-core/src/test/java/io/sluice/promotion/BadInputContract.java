package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.SANDBOX;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.freeze.ExceptionGranters;
import io.sluice.promotion.freeze.FreezeScope;
import io.sluice.promotion.freeze.NewFreeze;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.webhook.NewWebhook;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import io.sluice.promotion.workspace.WorkspaceChange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What no door takes, whoever sends it. The numbers are those of the threat model. Every refusal has its code, says little
 * of what was sent, and leaves every table as it was.
 */
abstract class BadInputContract extends SluiceContract {
    private static final String NAME = "workspace.name";

    @TestFactory
    Stream<DynamicTest> idsAndReferences() {
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        PromotionRequest open = acme().asked("1.1.0", STAGING, PROD);
        acme().register(ArtifactRef.agent("other"), "7.0.0");
        PromotionId foreign = promotionOfGlobex();
        WorkspaceId old = archived();
        IdempotencyKey used = key();
        approve(open, used, "fine");
        return Stream.of(
                bad("1 no id", "promotion", "id.required", () -> get(missing())),
                bad("2 an empty id", "promotion", "id.required", () -> get("")),
                bad("3 spaces", "promotion", "id.format", () -> get("   ")),
                bad("4 300 characters", "promotion", "id.tooLong", () -> get("a".repeat(300))),
                bad("5 a path", "promotion", "id.format", () -> get("../../etc/passwd")),
                bad("6 a slash", "promotion", "id.format", () -> get("a/b")),
                bad("6 an escaped slash", "promotion", "id.format", () -> get("a%2fb")),
                bad("6 a path parameter", "promotion", "id.format", () -> get("a;b=c")),
                bad("7 NUL", "promotion", "text.nul", () -> get("a\0b")),
                bad("8 the id of another organization", "", "notFound", () -> get(foreign.value())),
                bad("9 the version of another artifact", "", "notFound", () -> acme().request("7.0.0", DEV, STAGING)),
                bad("10 into itself", "", "promotion.sameWorkspace", () -> acme().request("1.1.0", STAGING, STAGING)),
                bad("11 backwards", "", "promotion.wrongDirection", () -> acme().request("1.0.0", PROD, STAGING)),
                bad(
                        "12 from an archived workspace",
                        "promotionFrom",
                        "workspace.archived",
                        () -> acme().create(
                                        ACME,
                                        NewWorkspace.of("next", "Next", EnvironmentType.STAGING)
                                                .after(old.value()))),
                bad("13 no digest", "digest", "version.digestRequired", () -> register(new Digest(missing()))),
                bad("13 an empty digest", "digest", "version.digestRequired", () -> register(new Digest(""))),
                bad("14 no digits", "digest", "digest.format", () -> register(new Digest("sha256:xyz"))),
                bad("14 md5", "digest", "digest.format", () -> register(new Digest("md5:" + "0".repeat(32)))),
                bad("15 what is live", "", "promotion.alreadyDeployed", () -> acme().request("1.0.0", STAGING, PROD)),
                bad("16 a second request", "", "promotion.inFlight", () -> acme().request("1.1.0", STAGING, PROD)),
                bad(
                        "17 a key of 129 characters",
                        "idempotencyKey",
                        "idempotency.format",
                        () -> approve(open, new IdempotencyKey("k".repeat(129)), "fine")),
                bad(
                        "17 a key that is no ASCII",
                        "idempotencyKey",
                        "idempotency.format",
                        () -> approve(open, new IdempotencyKey("schlüssel"), "fine")),
                bad("18 a key with another body", "", "idempotency.conflict", () -> approve(open, used, "other")));
    }

    @TestFactory
    Stream<DynamicTest> namesAndPrincipals() {
        return Stream.of(
                bad("20 a blank account", "actor.subject", "actor.subject", () -> whoIs(" ")),
                bad("21 another case", "", "notFound", () -> whoIs("Vic")),
                bad("21 a space behind", "", "notFound", () -> whoIs("vic ")),
                bad("22 a look-alike account", "", "notFound", () -> whoIs("v\u0456c")),
                bad("22 a Cyrillic letter", NAME, "name.confusable", () -> create("Production te\u0430m")),
                bad("23 a zero-width space", NAME, "text.invisible", () -> create("prod\u200b")),
                bad("24 full-width letters", NAME, "name.notNormalized", () -> create("\uff30\uff32\uff2f\uff24")),
                bad("26 half a character", NAME, "text.unpairedSurrogate", () -> create("prod\ud800")),
                bad("27 right to left", NAME, "text.bidi", () -> create("prod\u202e")),
                bad("29 101 emoji", NAME, "name.tooLong", () -> create("\ud83d\ude00".repeat(101))),
                bad("30 a wildcard", "role", "role.format", () -> new RoleId("*")),
                bad("30 a reserved role", "role", "role.format", () -> new RoleId("camunda-admin")),
                bad("30 two roles in one", "role", "role.format", () -> new RoleId("approver,security")),
                bad(
                        "31 a role that nobody holds",
                        "policy.rules",
                        "policy.unknownRole",
                        () -> replace(STAGING, policy -> policy.approvedBy(Map.of(new RoleId("nobody"), 3)))),
                bad(
                        "32 a program that stands in",
                        "",
                        "approver.notHuman",
                        () -> sluice().delegations()
                                .declare(
                                        acme().service("ci-bot"),
                                        ACME,
                                        absence(clock().instant(), Duration.ofDays(1)),
                                        key())),
                bad("79 a line break", NAME, "text.control", () -> create("prod\r\nINFO all is well")),
                bad("79 an escape sequence", NAME, "text.control", () -> create("\u001b[31mprod")),
                bad("80 a look-up", NAME, "text.expression", () -> create("${jndi:ldap://x}")),
                bad("80 an expression", NAME, "text.expression", () -> create("#{x}")));
    }

    @TestFactory
    Stream<DynamicTest> policies() {
        RoleId approver = new RoleId("approver");
        return Stream.of(
                bad("36 nobody", "policy.required", "policy.minApprovals", () -> demand(0)),
                bad("37 fewer than nobody", "policy.required", "policy.integer", () -> demand(-1)),
                bad(
                        "41 more than a number holds",
                        "policy.required",
                        "policy.integer",
                        () -> demand((int) 2147483648L)),
                bad("42 more than there are", "policy.rules", "policy.unsatisfiable", () -> demand(4)),
                bad(
                        "43 a role twice",
                        "policy.rules",
                        "policy.duplicateRule",
                        () -> replace(
                                PROD,
                                policy -> policy.withStages(List.of(new ApprovalStage(
                                        "approval",
                                        List.of(new ApprovalRule(approver, 2), new ApprovalRule(approver, 3))))))),
                bad(
                        "44 nobody in production",
                        "policy.stages",
                        "policy.empty",
                        () -> replace(PROD, policy -> policy.approvedBy(Map.of()))),
                bad(
                        "45 101 rules",
                        "policy.rules",
                        "policy.tooMany",
                        () -> new ApprovalStage(
                                "approval",
                                IntStream.range(0, 101)
                                        .mapToObj(each -> new ApprovalRule(new RoleId("role-" + each), 1))
                                        .toList())),
                bad(
                        "46 a figure that is none",
                        "check.metrics",
                        "json.number",
                        () -> CheckOutcome.passed("fine", "", Map.of("score", Double.NaN))),
                bad(
                        "46 an endless figure",
                        "check.metrics",
                        "json.number",
                        () -> CheckOutcome.passed("fine", "", Map.of("score", Double.POSITIVE_INFINITY))),
                bad(
                        "49 a cycle",
                        "promotionFrom",
                        "path.cycle",
                        () -> change(DEV, workspace -> workspace.after("prod"))),
                bad(
                        "51 no retention",
                        "dataPolicy.retentionDays",
                        "retention.range",
                        () -> change(DEV, workspace -> workspace.with(new DataPolicy(false, false, 0)))),
                bad(
                        "51 a thousand million days",
                        "dataPolicy.retentionDays",
                        "retention.range",
                        () -> change(DEV, workspace -> workspace.with(new DataPolicy(false, false, 1_000_000_000)))));
    }

    @TestFactory
    Stream<DynamicTest> times() {
        acme().inStaging("1.0.0");
        PromotionRequest open = acme().asked("1.0.0", STAGING, PROD);
        Instant now = clock().instant();
        LocalDateTime noon = LocalDateTime.parse("2026-04-01T12:00");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        return Stream.of(
                bad("58 less time", "by", "duration.negative", () -> extend(open, Duration.ofHours(-1))),
                bad("59 no time", "by", "duration.min", () -> extend(open, Duration.ZERO)),
                bad(
                        "62 time without end",
                        "by",
                        "duration.max",
                        () -> extend(open, Duration.ofSeconds(Long.MAX_VALUE))),
                bad(
                        "59 a deadline at once",
                        "policy.approvalDeadline",
                        "duration.min",
                        () -> replace(STAGING, policy -> policy.withApprovalDeadline(Duration.ZERO))),
                bad(
                        "62 a deadline in 91 days",
                        "policy.approvalDeadline",
                        "duration.max",
                        () -> replace(STAGING, policy -> policy.withApprovalDeadline(Duration.ofDays(91)))),
                bad(
                        "67 an old zone",
                        "zone",
                        "zone.useRegion",
                        () -> announce(CalendarSpan.between(noon, noon.plusDays(1), ZoneId.of("CET")))),
                bad(
                        "68 an offset",
                        "zone",
                        "zone.useRegion",
                        () -> announce(CalendarSpan.between(noon, noon.plusDays(1), ZoneId.of("+02:00")))),
                bad(
                        "70 a time that has passed",
                        "notBefore",
                        "schedule.past",
                        () -> reschedule(open, now.minusSeconds(1))),
                bad(
                        "72 the year 10000",
                        "notBefore",
                        "date.range",
                        () -> wanted("1.0.0", STAGING, PROD).notBefore(Instant.parse("+10000-01-01T00:00:00Z"))),
                bad("72 the last moment there is", "notBefore", "date.range", () -> reschedule(open, Instant.MAX)),
                bad(
                        "72 a freeze before the first year",
                        "start",
                        "date.range",
                        () -> announce(CalendarSpan.between(LocalDateTime.MIN, noon, berlin))),
                bad(
                        "72 an absence in the year 10000",
                        "from",
                        "date.range",
                        () -> sluice().delegations()
                                .declare(
                                        acme().human("bob"),
                                        ACME,
                                        absence(Instant.parse("+10000-01-01T00:00:00Z"), Duration.ofDays(1)),
                                        key())),
                bad(
                        "72 absences of all times",
                        "from",
                        "date.range",
                        () -> sluice().delegations().between(acme().human("olga"), ACME, Instant.MIN, Instant.MAX)),
                bad(
                        "72 the history of all times",
                        "from",
                        "date.range",
                        () -> sluice().overview()
                                .history(
                                        acme().human("vic"),
                                        ACME,
                                        Filter.ALL,
                                        Instant.MIN,
                                        Instant.MAX,
                                        Optional.empty(),
                                        10)),
                bad(
                        "72 figures of all times",
                        "from",
                        "date.range",
                        () -> sluice().overview().figures(acme().human("vic"), ACME, PROD, Instant.MIN, Instant.MAX)),
                bad(
                        "72 whatever ever expires",
                        "within",
                        "duration.max",
                        () -> sluice().overview()
                                .expiring(acme().human("vic"), ACME, Duration.ofSeconds(Long.MAX_VALUE), 10)),
                bad(
                        "73 a freeze that ends first",
                        "length",
                        "window.range",
                        () -> announce(CalendarSpan.between(noon, noon.minusHours(1), berlin))),
                bad(
                        "73 a freeze of no length",
                        "length",
                        "window.range",
                        () -> announce(CalendarSpan.between(noon, noon, berlin))),
                bad(
                        "73 a freeze of 367 days",
                        "length",
                        "window.range",
                        () -> announce(CalendarSpan.between(noon, noon.plusDays(367), berlin))));
    }

    @TestFactory
    Stream<DynamicTest> texts() {
        acme().inStaging("1.0.0");
        PromotionRequest open = acme().asked("1.0.0", STAGING, PROD);
        return Stream.of(
                bad(
                        "74 a comment of 4,001 characters",
                        "comment",
                        "text.tooLong",
                        () -> approve(open, key(), "a".repeat(4_001))),
                bad(
                        "74 a comment of 10 MB",
                        "comment",
                        "text.tooLong",
                        () -> approve(open, key(), "a".repeat(10_000_000))),
                bad("7 NUL in a comment", "comment", "text.nul", () -> approve(open, key(), "a\0b")),
                bad(
                        "26 half a character in a comment",
                        "comment",
                        "text.unpairedSurrogate",
                        () -> approve(open, key(), "a\ud800")),
                bad(
                        "75 a rejection for no reason",
                        "reason",
                        "reason.required",
                        () -> acme().reject(open.id(), "bob", " \t\n ")),
                bad(
                        "75 a request for no reason",
                        "reason",
                        "reason.required",
                        () -> NewPromotion.of(AGENT, "1.0.0", STAGING, PROD, "\u00a0")),
                bad("82 an address in clear", "webhook.url", "url.notAllowed", () -> hook("http://example.org/")),
                bad("82 a file", "webhook.url", "url.notAllowed", () -> hook("file:///etc/passwd")),
                bad("82 a user", "webhook.url", "url.notAllowed", () -> hook("https://u:p@example.org/")),
                bad(
                        "82 the address of the cloud",
                        "webhook.url",
                        "url.notAllowed",
                        () -> hook("https://169.254.169.254/latest/")),
                bad("82 the port of mail", "webhook.url", "url.notAllowed", () -> hook("https://example.org:25/")),
                bad(
                        "83 2,049 characters",
                        "webhook.url",
                        "url.tooLong",
                        () -> hook("https://example.org/" + "a".repeat(2_029))),
                bad("97 no page", "limit", "page.limit", () -> list(0)),
                bad("97 a page of a million", "limit", "page.limit", () -> list(1_000_000)),
                bad("97 a negative page", "limit", "page.limit", () -> list(-1)),
                bad(
                        "97 a position with NUL",
                        "position",
                        "text.nul",
                        () -> sluice().tasks()
                                .page(
                                        acme().human("bob"),
                                        ACME,
                                        Optional.of(new TaskList.Position(Instant.EPOCH, "a\0b")),
                                        10)),
                bad(
                        "97 a position of no time",
                        "position",
                        "date.range",
                        () -> sluice().tasks()
                                .page(
                                        acme().human("bob"),
                                        ACME,
                                        Optional.of(new TaskList.Position(Instant.MAX, "a")),
                                        10)),
                bad(
                        "97 a comment with NUL to go on from",
                        "after",
                        "text.nul",
                        () -> sluice().comments().list(acme().human("bob"), ACME, open.id(), Optional.of("a\0b"), 10)),
                bad(
                        "97 the hash of another page",
                        "",
                        "approval.subjectChanged",
                        () -> promotions()
                                .approve(acme().human("bob"), ACME, open.id(), "a\0".repeat(5_000), "", key())),
                bad(
                        "97 a legal hold with NUL",
                        "hold",
                        "text.nul",
                        () -> sluice().retention().lift(officer(), ACME, "a\0b", "no longer needed", key())),
                bad(
                        "97 a delegation with NUL",
                        "delegation",
                        "text.nul",
                        () -> sluice().delegations().end(acme().human("bob"), ACME, "a\0b", key())));
    }

    /** 25: what looks the same is stored the same. */
    @Test
    void aDecomposedNameIsStoredComposed() {
        assertThat(create("Zu\u0308rich").name()).isEqualTo("Z\u00fcrich");
    }

    /** 29: characters are counted as people count them, on every database. */
    @Test
    void fortyEmojiAndAHundredAreAName() {
        assertThat(create("\ud83d\ude00".repeat(40)).name()).isEqualTo("\ud83d\ude00".repeat(40));
        assertThat(change(SANDBOX, workspace -> workspace.named("\ud83d\ude01".repeat(100)))
                        .name())
                .isEqualTo("\ud83d\ude01".repeat(100));
    }

    /** 77 and 78: what people write is kept to the letter; who shows it escapes it. */
    @Test
    void markupAndFormulasInACommentAreKeptToTheLetter() {
        acme().inStaging("1.0.0");
        PromotionRequest open = acme().asked("1.0.0", STAGING, PROD);
        String words = "<script>alert(1)</script> =HYPERLINK(\"x\")";

        sluice().comments().add(acme().human("bob"), ACME, open.id(), words, key());

        assertThat(sluice().comments().list(acme().human("vic"), ACME, open.id(), Optional.empty(), 10))
                .singleElement()
                .satisfies(comment -> assertThat(comment.text()).isEqualTo(words));
    }

    /** 19: a missing caller or organization is a mistake of the program and never means everybody's. */
    @Test
    void withoutACallerOrAnOrganizationNothingIsAnswered() {
        List<String> before = everything();

        assertThat(catchThrowable(() -> sluice().workspaces().list(missing(), ACME)))
                .isInstanceOfAny(NullPointerException.class, NotFoundException.class);
        assertThat(catchThrowable(() -> sluice().workspaces().list(acme().human("olga"), missing())))
                .isInstanceOfAny(NullPointerException.class, NotFoundException.class);
        assertThat(catchThrowable(() -> promotions().request(missing(), ACME, wanted("1.0.0", DEV, STAGING), key())))
                .isInstanceOfAny(NullPointerException.class, NotFoundException.class);
        assertThat(everything()).isEqualTo(before);
    }

    private DynamicTest bad(String input, String field, String code, ThrowingCallable command) {
        return DynamicTest.dynamicTest(input + " is refused with " + code, () -> {
            List<String> before = everything();

            Throwable refusal = catchThrowable(command);

            assertThat(refusal).isInstanceOfSatisfying(SluiceException.class, refused -> {
                assertThat(refused.code()).isEqualTo(code);
                assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(300);
            });
            if (refusal instanceof InvalidInputException invalid) {
                assertThat(invalid.field()).contains(field);
            }
            assertThat(everything()).isEqualTo(before);
        });
    }

    private PromotionRequest get(String id) {
        return promotions().get(acme().human("vic"), ACME, new PromotionId(id));
    }

    private Object whoIs(String account) {
        return sluice().workspaces().list(acme().human(account), ACME);
    }

    private PromotionRequest approve(PromotionRequest request, IdempotencyKey key, String comment) {
        return promotions().approve(acme().human("bob"), ACME, request.id(), request.subjectHash(), comment, key);
    }

    private void register(Digest digest) {
        sluice().artifacts()
                .register(
                        acme().human("alice"),
                        ACME,
                        NewVersion.of(DEV, AGENT, "9.0.0", digest, new PersonId("alice")),
                        key());
    }

    private Workspace create(String name) {
        return sluice().workspaces()
                .create(acme().human("olga"), ACME, NewWorkspace.of("extra", name, EnvironmentType.DEVELOPMENT), key());
    }

    private Workspace change(WorkspaceId id, Function<WorkspaceChange, WorkspaceChange> change) {
        Workspace known = sluice().workspaces().get(acme().human("vic"), ACME, id);
        return sluice().workspaces()
                .change(
                        acme().human("pia"),
                        ACME,
                        id,
                        known.revision(),
                        change.apply(WorkspaceChange.of(known)),
                        key());
    }

    private void replace(WorkspaceId workspace, Function<PromotionPolicy, PromotionPolicy> change) {
        sluice().policies()
                .replace(
                        acme().human("pia"),
                        ACME,
                        workspace,
                        1,
                        change.apply(acme().policy(workspace)),
                        "a test",
                        key());
    }

    private void demand(int persons) {
        replace(PROD, policy -> policy.approvedBy(Map.of(new RoleId("approver"), persons)));
    }

    private void extend(PromotionRequest request, Duration by) {
        promotions().extendDeadline(acme().human("dan"), ACME, request.id(), by, "holidays", key());
    }

    private void reschedule(PromotionRequest request, Instant notBefore) {
        promotions().reschedule(acme().human("rita"), ACME, request.id(), Optional.of(notBefore), key());
    }

    private void announce(CalendarSpan span) {
        NewFreeze wanted =
                new NewFreeze("Holidays", "nobody is there", FreezeScope.of(PROD), span, ExceptionGranters.NOBODY);
        sluice().freezes().create(acme().human("pia"), ACME, wanted, key());
    }

    private static NewDelegation absence(Instant from, Duration length) {
        return NewDelegation.absence(from, from.plus(length), "holidays");
    }

    private void hook(String url) {
        sluice().webhooks().add(acme().human("olga"), ACME, NewWebhook.to(url), key());
    }

    private void list(int limit) {
        sluice().tasks().page(acme().human("bob"), ACME, Optional.empty(), limit);
    }

    private Actor officer() {
        directory().member(ACME, "prue", "privacy-officer");
        return acme().human("prue");
    }

    private PromotionId promotionOfGlobex() {
        acme().staff(GLOBEX);
        acme().populate(GLOBEX);
        NewVersion version = NewVersion.of(DEV, AGENT, "1.0.0", digest("1.0.0"), new PersonId("alice"));
        sluice().artifacts().register(acme().human("alice"), GLOBEX, version, key());
        return promotions()
                .request(acme().human("rita"), GLOBEX, wanted("1.0.0", DEV, STAGING), key())
                .id();
    }

    private WorkspaceId archived() {
        acme().create(ACME, NewWorkspace.of("old", "Old", EnvironmentType.DEVELOPMENT));
        WorkspaceId old = new WorkspaceId("old");
        int revision = sluice().workspaces().get(acme().human("vic"), ACME, old).revision();
        sluice().workspaces().archive(acme().human("olga"), ACME, old, revision, "no longer needed", key());
        return old;
    }

    /** What a host without null checks may hand in. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T missing() {
        return null;
    }
}
