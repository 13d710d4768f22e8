package io.sluice.promotion.spring.rest.matrix;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.PROD;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.access.RolePermissions;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.spring.rest.matrix.Row.About;
import io.sluice.promotion.testing.FixedDirectory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One person for each role, and what the permissions of core let each of them do. */
final class Cast {
    static final OrganizationId INITECH = new OrganizationId("initech");

    /** Has every role; what is tried with bodies is tried by them. */
    static final String ROOT = "root";

    /** The same in the other organization. */
    static final String TWIN = "twin";

    private static final String[] ALL_ROLES = {
        "viewer",
        "requester",
        "check-reporter",
        "deployer",
        "policy-admin",
        "org-admin",
        "auditor",
        "privacy-officer",
        "release-guard",
        "break-glass",
        "path-skipper",
        "approver"
    };

    private static final Map<String, List<String>> ROLES = new TreeMap<>(Map.ofEntries(
            Map.entry("nora", List.of()),
            Map.entry("vic", List.of("viewer")),
            Map.entry("ria", List.of("requester")),
            Map.entry("ava", List.of("approver")),
            Map.entry("dan", List.of("deployer")),
            Map.entry("pia", List.of("policy-admin")),
            Map.entry("olga", List.of("org-admin")),
            Map.entry("audrey", List.of("auditor")),
            Map.entry("petra", List.of("privacy-officer")),
            Map.entry("gus", List.of("release-guard")),
            Map.entry("bea", List.of("break-glass")),
            Map.entry("ci-bot", List.of("check-reporter"))));

    /** Approves into prod only, and sees everything. */
    private static final String ELSEWHERE = "abe";

    private static final Set<String> OUTSIDE = Set.of("otto", "suspended", "nobody");
    private static final RolePermissions TABLE = RolePermissions.standard();

    private Cast() {}

    /** Gives them their roles. */
    static void join(FixedDirectory directory) {
        for (OrganizationId organization : List.of(ACME, INITECH)) {
            ROLES.forEach((person, roles) -> directory.member(organization, person, roles.toArray(String[]::new)));
            directory.member(organization, ELSEWHERE, "viewer").member(organization, ROOT, ALL_ROLES);
            directory.member(organization, "suspended", ALL_ROLES).deactivate(organization, "suspended");
        }
        directory.grantIn(ACME, PROD, ELSEWHERE, "approver");
        directory.member(GLOBEX, "otto", ALL_ROLES).member(GLOBEX, TWIN, ALL_ROLES);
        directory.member(GLOBEX, "olga", "org-admin");
    }

    /** Everybody who is tried. */
    static List<String> everybody() {
        return Stream.concat(ROLES.keySet().stream(), Stream.concat(Stream.of(ELSEWHERE), OUTSIDE.stream()))
                .sorted()
                .toList();
    }

    /** {@code +} may, {@code x} sees it and may not, {@code -} does not see that there is such a thing. */
    static char expected(String person, Row row) {
        boolean everybody = row.about() == About.OPEN || row.about() == About.ACCOUNT;
        if (OUTSIDE.contains(person) && !everybody) {
            return '-';
        }
        return row.exception(person).orElseGet(() -> byRole(person, row));
    }

    private static char byRole(String person, Row row) {
        Set<RoleId> roles = roles(person);
        boolean approver = roles.contains(new RoleId("approver"))
                || (person.equals(ELSEWHERE) && row.decides().equals(PROD.value()));
        boolean sees = TABLE.allow(roles, Permission.VIEW);
        return switch (row.about()) {
            case OPEN, ACCOUNT, MEMBER -> '+';
            case ROLE -> roles.isEmpty() ? '-' : '+';
            case OWNER -> '-';
            case ORGANIZATION -> allowed(roles, row.asks()) ? '+' : sees ? 'x' : '-';
            case PROMOTION -> onPromotion(roles, row.asks(), approver, sees);
        };
    }

    private static char onPromotion(Set<RoleId> roles, Operation asks, boolean approver, boolean sees) {
        if (!sees && !approver) {
            return '-';
        }
        boolean may = asks.permission() == Permission.VIEW
                || (asks.permission() == Permission.DECIDE && approver)
                || allowed(roles, asks);
        return may ? '+' : 'x';
    }

    private static boolean allowed(Set<RoleId> roles, Operation asks) {
        return TABLE.allow(roles, asks.permission());
    }

    private static Set<RoleId> roles(String person) {
        return ROLES.getOrDefault(person, List.of("viewer")).stream()
                .map(RoleId::new)
                .collect(Collectors.toSet());
    }
}
