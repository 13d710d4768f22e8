package io.sluice.promotion.spring.identity;

import java.security.Principal;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** Spring Security: nobody is signed in anonymously, and what a token says is remembered. */
final class SpringLogin implements PrincipalResolver.Login {
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
    private final SignedIn signedIn;
    private final boolean hasStore;

    /**
     * The login.
     *
     * @param hasStore whether users can be looked up
     */
    SpringLogin(SignedIn signedIn, boolean hasStore) {
        this.signedIn = signedIn;
        this.hasStore = hasStore;
    }

    @Override
    public boolean accepts(Principal principal) {
        if (!(principal instanceof Authentication authentication)) {
            return true;
        }
        if (!authentication.isAuthenticated() || trust.isAnonymous(authentication)) {
            return false;
        }
        // Users of the application's own store are looked up there, where their roles can be taken away at once.
        if (!hasStore || !(authentication.getPrincipal() instanceof UserDetails)) {
            signedIn.note(
                    authentication.getName(),
                    authentication.getAuthorities().stream()
                            .map(GrantedAuthority::getAuthority)
                            .toList());
        }
        return true;
    }
}
