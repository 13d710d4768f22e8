package io.sluice.promotion.spring.rest;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.testing.SluiceFixture;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/**
 * A Spring Boot host with these operations, on a port of its own. Everybody signs in with their name and the password
 * {@code secret}; whoever is called something with {@code bot} is a program. Stops when it is closed.
 */
public final class ApiServer implements AutoCloseable {
    public static final String BASE = "/api/v1";
    public static final String PASSWORD = "secret";

    private final ConfigurableApplicationContext context;
    private final Api api;
    private ApiClient.Observer observer = (method, path, reply) -> {};

    private ApiServer(ConfigurableApplicationContext context, Api api) {
        this.context = context;
        this.api = api;
    }

    /** Serves operations over these doors. */
    public static ApiServer start(SluiceFixture acme, List<Feature> features) {
        return start(acme.sluice(), acme.directory(), features, Map.of());
    }

    /** The same; every call goes through this filter of the host. */
    public static ApiServer start(SluiceFixture acme, List<Feature> features, Filter filter) {
        return start(
                acme.sluice(),
                acme.directory(),
                features,
                Map.of(),
                context -> context.registerBean("filterOfTheHost", Filter.class, () -> filter));
    }

    /** The same with properties of the host. */
    public static ApiServer start(
            Sluice sluice, IdentityDirectory directory, List<Feature> features, Map<String, Object> properties) {
        return start(sluice, directory, features, properties, context -> {});
    }

    private static ApiServer start(
            Sluice sluice,
            IdentityDirectory directory,
            List<Feature> features,
            Map<String, Object> properties,
            ApplicationContextInitializer<GenericApplicationContext> more) {
        Api api = new Api(BASE, sluice, directory, new ByName(sluice), features);
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put("server.port", "0");
        all.put("server.address", "127.0.0.1");
        all.put("sluice.enabled", "false");
        all.put("spring.main.banner-mode", "off");
        all.put("logging.level.root", "warn");
        ApplicationContextInitializer<GenericApplicationContext> beans = context -> {
            context.registerBean("sluiceApi", Api.class, () -> api);
            context.registerBean("sluiceApiFaults", ApiFaults.class, () -> new ApiFaults(api));
        };
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Host.class)
                .properties(all)
                .initializers(beans, more)
                .run();
        return new ApiServer(context, api);
    }

    /** Has every exchange looked at from now on. */
    public void observedBy(ApiClient.Observer value) {
        observer = value;
    }

    /** Calls as this person. */
    public ApiClient as(String person) {
        return new ApiClient(address(), Optional.of(person), observer);
    }

    /** Calls without a name. */
    public ApiClient asNobody() {
        return new ApiClient(address(), Optional.empty(), observer);
    }

    /** What is served. */
    public Api api() {
        return api;
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }

    /** The host itself: everybody may ask, the doors decide. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {
        /** Browsers carry a token; programs, who send their name with each call, need none. */
        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(any -> any.anyRequest().permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                            .requireCsrfProtectionMatcher(
                                    request -> request.getHeader("Cookie") != null && !isSafe(request.getMethod())))
                    .build();
        }

        @Bean
        UserDetailsService people() {
            return name -> User.withUsername(name)
                    .password("{noop}" + PASSWORD)
                    .roles("USER")
                    .build();
        }

        private static boolean isSafe(String method) {
            return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
        }
    }

    private record ByName(Sluice sluice) implements Callers {
        @Override
        public Optional<Actor> caller(HttpServletRequest request) {
            return Optional.ofNullable(request.getUserPrincipal())
                    .map(Principal::getName)
                    .map(name -> name.contains("bot")
                            ? sluice.actors().service(name)
                            : sluice.actors().human(name));
        }

        @Override
        public List<OrganizationId> organizations(HttpServletRequest request) {
            return List.of(SluiceFixture.ACME, SluiceFixture.GLOBEX);
        }
    }
}
