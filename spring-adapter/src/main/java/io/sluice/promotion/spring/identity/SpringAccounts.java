package io.sluice.promotion.spring.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.core.userdetails.jdbc.JdbcDaoImpl;

/** The users of Spring Security, and those who came with a token. */
final class SpringAccounts implements Accounts {
    private final @Nullable UserDetailsService users;
    private final SignedIn signedIn;
    private final Grants grants;

    SpringAccounts(@Nullable UserDetailsService users, SignedIn signedIn, Grants grants) {
        this.users = users;
        this.signedIn = signedIn;
        this.grants = grants;
    }

    @Override
    public Optional<Account> find(String name) {
        Optional<Account> user = user(name);
        return user.isPresent()
                ? user
                : signedIn.find(name).map(authorities -> new Account(true, grants.of(authorities)));
    }

    private Optional<Account> user(String name) {
        if (users == null) {
            return Optional.empty();
        }
        try {
            UserDetails found = users.loadUserByUsername(name);
            // Some stores compare without case, and the name of a person is compared to the letter.
            return Optional.of(found)
                    .filter(user -> user.getUsername().equals(name))
                    .map(user -> new Account(
                            user.isEnabled() && user.isAccountNonLocked() && user.isAccountNonExpired(),
                            grants.of(user.getAuthorities().stream()
                                    .map(GrantedAuthority::getAuthority)
                                    .toList())));
        } catch (UsernameNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public Set<String> names() {
        Set<String> names = new HashSet<>(signedIn.names());
        names.addAll(stored());
        return names;
    }

    /** Of the tables that Spring Security describes; other stores cannot be listed. */
    private List<String> stored() {
        if (!(users instanceof JdbcDaoImpl database)) {
            return List.of();
        }
        JdbcTemplate template = database.getJdbcTemplate();
        return template == null || !knowsAll()
                ? List.of()
                : template.queryForList("select username from users where enabled = true", String.class);
    }

    @Override
    public boolean knowsAll() {
        return users instanceof JdbcDaoImpl database
                && database.getUsersByUsernameQuery().equals(JdbcDaoImpl.DEF_USERS_BY_USERNAME_QUERY);
    }
}
