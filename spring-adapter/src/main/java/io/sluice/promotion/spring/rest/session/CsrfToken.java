package io.sluice.promotion.spring.rest.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;

/** What a write has to carry where the host protects against cross-site requests. */
record CsrfToken(String header, String token) {
    /** Where Spring Security, in any version and whatever the host put in front of it, leaves its token. */
    private static final String ATTRIBUTE = "_csrf";

    static Optional<CsrfToken> of(HttpServletRequest request) {
        Object found = request.getAttribute(ATTRIBUTE);
        if (found == null) {
            return Optional.empty();
        }
        BeanWrapper token = PropertyAccessorFactory.forBeanPropertyAccess(found);
        return Optional.of(new CsrfToken(
                String.valueOf(token.getPropertyValue("headerName")), String.valueOf(token.getPropertyValue("token"))));
    }
}
