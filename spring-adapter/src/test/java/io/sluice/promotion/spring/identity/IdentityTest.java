package io.sluice.promotion.spring.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.ActorFactory;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spring.HostApplication;
import io.sluice.promotion.testing.MutableClock;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.provisioning.JdbcUserDetailsManager;

/** Who calls and which roles they hold, from what an application has. */
class IdentityTest {
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final WorkspaceId STAGING = new WorkspaceId("staging");
    private static final WorkspaceId PROD = new WorkspaceId("production");
    private static final RoleId APPROVER = new RoleId("approver");

    @Test
    void personsComeFromTheSettings() {
        HostApplication.runner().run(context -> {
            IdentityDirectory directory = context.getBean(IdentityDirectory.class);

            assertThat(names(directory.members(ACME, STAGING, APPROVER))).containsExactly("bob", "carol");
            assertThat(names(directory.members(ACME, PROD, APPROVER))).containsExactly("bob");
            Member carol = directory.member(ACME, new PersonId("carol")).orElseThrow();
            assertThat(carol.mail()).contains("carol@example.org");
            assertThat(carol.locale()).isEqualTo(Locale.GERMAN);
            assertThat(directory
                            .member(ACME, new PersonId("robot"))
                            .orElseThrow()
                            .human())
                    .isFalse();
            assertThat(directory.member(ACME, new PersonId("mallory"))).isEmpty();
            assertThat(directory.member(new OrganizationId("globex"), new PersonId("bob")))
                    .isEmpty();
        });
    }

    @Test
    void personsAreFoundByWhatSomebodyTyped() {
        HostApplication.runner().run(context -> {
            IdentityDirectory directory = context.getBean(IdentityDirectory.class);

            assertThat(names(directory.search(ACME, "ol", 10))).containsExactly("olga", "carol");
            assertThat(names(directory.search(ACME, "ADMIN", 10))).containsExactly("olga");
            assertThat(names(directory.search(ACME, "bob@example", 10))).containsExactly("bob");
            assertThat(names(directory.search(ACME, "o", 1))).hasSize(1);
            assertThat(directory.search(ACME, "robot", 10)).as("a program").isEmpty();
            assertThat(directory.search(new OrganizationId("globex"), "bob", 10))
                    .isEmpty();
        });
    }

    @Test
    void authoritiesOfSpringSecurityAreRoles() {
        InMemoryUserDetailsManager users = new InMemoryUserDetailsManager(
                User.withUsername("bob")
                        .password("{noop}x")
                        .authorities("SLUICE_auditor", "SLUICE_requester@staging", "ROLE_OPS", "SLUICE_Not A Role")
                        .build(),
                User.withUsername("carol")
                        .password("{noop}x")
                        .disabled(true)
                        .authorities("SLUICE_approver")
                        .build(),
                User.withUsername("zoe")
                        .password("{noop}x")
                        .authorities("SLUICE_viewer")
                        .build());
        HostApplication.runner()
                .withBean(UserDetailsService.class, () -> users)
                .withPropertyValues("sluice.identity.authorities.[ROLE_OPS]=deployer@production")
                .run(context -> {
                    IdentityDirectory directory = context.getBean(IdentityDirectory.class);

                    assertThat(directory
                                    .member(ACME, new PersonId("bob"))
                                    .orElseThrow()
                                    .grants())
                            .contains(
                                    RoleGrant.everywhere("approver"),
                                    RoleGrant.everywhere("auditor"),
                                    RoleGrant.in(STAGING, "requester"),
                                    RoleGrant.in(PROD, "deployer"));
                    assertThat(directory
                                    .member(ACME, new PersonId("carol"))
                                    .orElseThrow()
                                    .active())
                            .as("locked out")
                            .isFalse();
                    assertThat(directory
                                    .member(ACME, new PersonId("zoe"))
                                    .orElseThrow()
                                    .grants())
                            .containsExactly(RoleGrant.everywhere("viewer"));
                });
    }

    @Test
    void usersInTheTablesOfSpringSecurityAreListed() {
        DataSource database = new DriverManagerDataSource("jdbc:h2:mem:users;DB_CLOSE_DELAY=-1", "sa", "");
        JdbcTemplate tables = new JdbcTemplate(database);
        tables.execute("create table users(username varchar(50) primary key, password varchar(500), enabled boolean)");
        tables.execute("create table authorities (username varchar(50), authority varchar(50))");
        tables.update("insert into users values ('dave', 'x', true), ('erin', 'x', false)");
        tables.update("insert into authorities values ('dave', 'SLUICE_approver'), ('erin', 'SLUICE_approver')");

        HostApplication.onDatabase("jdbc:h2:mem:listed;DB_CLOSE_DELAY=-1", "sa", "")
                .withUserConfiguration(HostApplication.Application.class)
                .withPropertyValues("sluice.organization=acme")
                .withBean(UserDetailsService.class, () -> new JdbcUserDetailsManager(database))
                .run(context -> assertThat(
                                names(context.getBean(IdentityDirectory.class).members(ACME, PROD, APPROVER)))
                        .containsExactly("dave"));
    }

    @Test
    void oneMethodOfTheHostIsADirectory() {
        PersonSource source = organization -> organization.equals(ACME)
                ? List.of(new Member(
                        new PersonId("dora"),
                        true,
                        "Dora",
                        Optional.empty(),
                        Locale.ENGLISH,
                        Set.of(RoleGrant.everywhere("approver"))))
                : List.of();
        HostApplication.runner().withBean(PersonSource.class, () -> source).run(context -> {
            IdentityDirectory directory = context.getBean(IdentityDirectory.class);

            assertThat(names(directory.members(ACME, PROD, APPROVER))).containsExactly("dora");
            assertThat(directory.member(ACME, new PersonId("bob")))
                    .as("the settings are not asked")
                    .isEmpty();
        });
    }

    @Test
    void theNameOfThePrincipalIsTheAccount() {
        HostApplication.runner()
                .withPropertyValues("sluice.identity.services=ci")
                .run(context -> {
                    ActorResolver resolver = context.getBean(ActorResolver.class);

                    assertThat(resolver.resolve(null)).isEmpty();
                    assertThat(resolver.resolve(principal("bob")))
                            .map(Actor::kind)
                            .contains(Actor.Kind.HUMAN);
                    assertThat(resolver.resolve(principal("ci")))
                            .map(Actor::kind)
                            .contains(Actor.Kind.SERVICE);
                    assertThat(resolver.resolve(principal("robot")))
                            .map(Actor::kind)
                            .contains(Actor.Kind.SERVICE);
                    assertThat(resolver.resolve(new AnonymousAuthenticationToken(
                                    "key", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))))
                            .isEmpty();
                    assertThat(resolver.resolve(UsernamePasswordAuthenticationToken.unauthenticated("bob", "x")))
                            .isEmpty();
                    assertThat(context.getBean(OrganizationResolver.class)
                                    .organizations(
                                            resolver.resolve(principal("bob")).orElseThrow()))
                            .containsExactly(ACME);
                });
    }

    @Test
    void rolesOfATokenCountWhileItIsFresh() {
        HostApplication.runner().run(context -> {
            IdentityDirectory directory = context.getBean(IdentityDirectory.class);
            PersonId gina = new PersonId("gina");
            assertThat(directory.member(ACME, gina)).isEmpty();

            context.getBean(ActorResolver.class).resolve(token("gina", "SLUICE_approver"));
            assertThat(directory.member(ACME, gina).orElseThrow().grants())
                    .containsExactly(RoleGrant.everywhere("approver"));
            assertThat(names(directory.members(ACME, PROD, APPROVER))).contains("gina");

            context.getBean(ActorResolver.class).resolve(token("gina"));
            assertThat(names(directory.members(ACME, PROD, APPROVER)))
                    .as("the newest token counts")
                    .doesNotContain("gina");
        });
    }

    @Test
    void rolesOfATokenAreForgotten() {
        MutableClock clock = MutableClock.onMonday();
        SignedIn signedIn = new SignedIn(Duration.ofHours(8), clock);
        signedIn.note("gina", List.of("SLUICE_approver"));

        clock.advance(Duration.ofHours(7));
        assertThat(signedIn.find("gina")).isPresent();
        assertThat(signedIn.names()).containsExactly("gina");

        clock.advance(Duration.ofHours(1));
        assertThat(signedIn.find("gina")).isEmpty();
        assertThat(signedIn.names()).isEmpty();
    }

    @Test
    void aProgramThatActsForAPersonCountsAsThatPerson() {
        HostApplication.runner()
                .run(context -> assertThat(context.getBean(IdentityDirectory.class)
                                .personOf(new ActorFactory("host", MutableClock.onMonday())
                                        .serviceFor("assistant", "bob")))
                        .contains(new PersonId("bob")));
    }

    private static Principal principal(String name) {
        return () -> name;
    }

    private static Principal token(String name, String... authorities) {
        return UsernamePasswordAuthenticationToken.authenticated(
                name, "token", AuthorityUtils.createAuthorityList(authorities));
    }

    private static List<String> names(List<Member> members) {
        return members.stream().map(member -> member.person().value()).toList();
    }
}
