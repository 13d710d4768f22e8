package io.sluice.example.host.people;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.OrganizationId;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes a {@link Caller} of who is signed in. */
@Component
final class CallerArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    private final ObjectProvider<Sluice> sluice;
    private final HostPeople people;

    CallerArgument(ObjectProvider<Sluice> sluice, HostPeople people) {
        this.sluice = sluice;
        this.people = people;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Caller.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new AccessDeniedException("Nobody is signed in.");
        }
        return people.people().stream()
                .filter(person -> person.id().equals(principal.getName()))
                .findFirst()
                .map(person -> new Caller(
                        person,
                        sluice.getObject().actors().human(person.id()),
                        new OrganizationId(person.organization())))
                .orElseThrow(() -> new AccessDeniedException("Not one of the people of this application."));
    }
}
