package io.sluice.promotion.spring;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.problem.SluiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of Sluice in a Spring application. A value that cannot be right, and a name that does not exist, end the
 * start.
 *
 * @param enabled whether Sluice is in this application at all
 * @param engine on which process engine promotions run: one of their own, or the application's
 * @param schema schema of Sluice's and its engine's tables; the one that connections start in when absent
 * @param createTables whether tables are created and migrated at the start, or a DBA does that
 * @param organization the organization of an application that has only one
 * @param workers how many pieces of work for outside run at a time on this node, 1 to 256
 * @param working whether this node runs jobs, outside work and messages, or only opens the doors
 * @param safeMode whether every organization stands still from the start, until an operator has it go on; for a database
 *     that was restored from a backup
 * @param strictProcesses whether warnings about a process file refuse it as errors do
 * @param driftEvery how often the deployer is asked what is live in each place, 1 minute to 7 days
 * @param processes process files that are deployed at the start
 * @param identity who callers are
 * @param people persons by their id, for applications without a directory of their own
 * @param mail messages to people by mail
 * @param webhooks endpoints of organizations
 * @param audit how the audit trail is keyed, anchored and kept
 * @param archive where ended promotions go that organizations want archived
 * @param events events of the application
 * @param health what counts as unwell
 * @param rest the REST API
 * @param ui the screens
 */
@ConfigurationProperties(prefix = "sluice", ignoreUnknownFields = false)
public record SluiceProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("own") EngineChoice engine,
        @Nullable String schema,
        @DefaultValue("true") boolean createTables,
        @Nullable String organization,
        @DefaultValue("4") int workers,
        @DefaultValue("true") boolean working,
        @DefaultValue("false") boolean safeMode,
        @DefaultValue("false") boolean strictProcesses,
        @DefaultValue("10m") Duration driftEvery,
        @DefaultValue Processes processes,
        @DefaultValue Identity identity,
        @DefaultValue Map<String, Person> people,
        @DefaultValue Mail mail,
        @DefaultValue Webhooks webhooks,
        @DefaultValue Audit audit,
        @DefaultValue Archive archive,
        @DefaultValue Events events,
        @DefaultValue Health health,
        @DefaultValue Rest rest,
        @DefaultValue Ui ui) {
    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /** Refuses values that cannot be right. */
    public SluiceProperties {
        if (schema != null && !SCHEMA.matcher(schema).matches()) {
            throw wrong("schema", schema, "a schema name has 1 to 63 letters, digits and underscores, no digit first");
        }
        if (organization != null) {
            require("organization", organization, () -> Identifier.require("it", organization));
        }
        if (workers < 1 || workers > 256) {
            throw wrong("workers", workers, "there can be 1 to 256");
        }
        require(
                "drift-every",
                driftEvery,
                () -> Durations.requireBetween("it", driftEvery, Duration.ofMinutes(1), Duration.ofDays(7)));
        people = Map.copyOf(people);
        if (ui.enabled() && !rest.enabled()) {
            throw new SluiceSetupException(
                    "The screens are switched on (sluice.ui.enabled) without the REST API that they call.",
                    "Set sluice.rest.enabled to true as well.");
        }
    }

    /** The organization of an application that has only one. */
    public Optional<OrganizationId> home() {
        return Optional.ofNullable(organization).map(OrganizationId::new);
    }

    /**
     * Process files that are deployed at the start, each only when it is not the newest already.
     *
     * @param files patterns of the files for each organization, such as {@code classpath*:/promotions/*.bpmn}
     * @param deployAs the person or service account that deploys them and needs MANAGE_POLICY in each organization
     */
    public record Processes(
            @DefaultValue Map<String, List<String>> files,
            @Nullable String deployAs) {
        /** Refuses files that nobody deploys. */
        public Processes {
            files = Map.copyOf(files);
            files.keySet().forEach(name -> require("processes.files", name, () -> Identifier.require("it", name)));
            if (!files.isEmpty() && (deployAs == null || deployAs.isBlank())) {
                throw new SluiceSetupException(
                        "Process files shall be deployed at the start (sluice.processes.files), but nobody is named who"
                                + " deploys them; the audit trail has to say who did.",
                        "Set sluice.processes.deploy-as to an account that has the role policy-admin.");
            }
        }
    }

    /**
     * Who callers are.
     *
     * @param issuer names the login of the application in the audit trail
     * @param authorityPrefix what authorities of Spring Security begin with that are roles of Sluice, such as {@code
     *     SLUICE_requester} or {@code SLUICE_requester@production}
     * @param authorities further authorities, and the roles that they stand for, such as {@code requester@production}
     * @param services names of accounts that belong to programs
     * @param remember how long the roles of a token count after its last use, 1 minute to 24 hours
     */
    public record Identity(
            @DefaultValue("host") String issuer,
            @DefaultValue("SLUICE_") String authorityPrefix,
            @DefaultValue Map<String, List<String>> authorities,
            @DefaultValue Set<String> services,
            @DefaultValue("8h") Duration remember) {
        /** Refuses values that cannot be right. */
        public Identity {
            authorities = Map.copyOf(authorities);
            services = Set.copyOf(services);
            if (authorityPrefix.isBlank()) {
                throw wrong("identity.authority-prefix", authorityPrefix, "it must not be blank");
            }
            require(
                    "identity.remember",
                    remember,
                    () -> Durations.requireBetween("it", remember, Duration.ofMinutes(1), Duration.ofHours(24)));
        }
    }

    /**
     * A person, or an account of a program.
     *
     * @param name for people to read; the id when absent
     * @param mail where mail goes, if anywhere
     * @param language of messages, as a BCP 47 tag
     * @param roles such as {@code requester} or {@code requester@production}
     * @param service whether it is an account of a program, which approves nothing
     * @param active false once the person left
     */
    public record Person(
            @Nullable String name,
            @Nullable String mail,
            @DefaultValue("en") String language,
            @DefaultValue Set<String> roles,
            @DefaultValue("false") boolean service,
            @DefaultValue("true") boolean active) {
        /** Copies the roles. */
        public Person {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * Messages to people by mail, sent by the application's {@code JavaMailSender}.
     *
     * @param enabled whether mails are sent when there is a mail sender
     * @param from the address that mail comes from
     * @param name the name beside it
     * @param replyTo where replies go, if not to the sender
     * @param link the page of a promotion, such as {@code https://example.org/promotions/{id}}
     * @param preferences the page where people choose their mails
     * @param zone in which times are given
     */
    public record Mail(
            @DefaultValue("true") boolean enabled,
            @Nullable String from,
            @DefaultValue("Sluice") String name,
            @Nullable String replyTo,
            @Nullable String link,
            @Nullable String preferences,
            @DefaultValue("UTC") ZoneId zone) {}

    /**
     * Endpoints of organizations; allowed when there is a key or a {@code WebhookSecrets} bean.
     *
     * @param key at least 32 bytes in Base64 from which the secrets follow
     * @param timeout how long one call may take, 100 milliseconds to 30 seconds
     * @param ports further ports of single hosts
     * @param privateHosts hosts that may lie in a private network
     */
    public record Webhooks(
            @Nullable String key,
            @DefaultValue("10s") Duration timeout,
            @DefaultValue Map<String, Integer> ports,
            @DefaultValue Set<String> privateHosts) {
        /** Copies the collections. */
        public Webhooks {
            ports = Map.copyOf(ports);
            privateHosts = Set.copyOf(privateHosts);
        }

        @Override
        public String toString() {
            return "Webhooks[hidden]";
        }
    }

    /**
     * How the audit trail is keyed, anchored and kept.
     *
     * @param keys file with the keys of the codes beside events
     * @param signingKey file with the key that signs checkpoints, made at the first start
     * @param signer name of a new signing key, such as {@code audit.example.com}
     * @param checkpoints folder that keeps checkpoints
     * @param interval between two checkpoints, 1 second to 1 hour
     * @param leastRetentionDays no body is removed earlier, 30 to 36500
     */
    public record Audit(
            @Nullable Path keys,
            @Nullable Path signingKey,
            @Nullable String signer,
            @Nullable Path checkpoints,
            @DefaultValue("5s") Duration interval,
            @DefaultValue("30") int leastRetentionDays) {
        /** Refuses a key without a name. */
        public Audit {
            if (signingKey != null && signer == null) {
                throw new SluiceSetupException(
                        "Checkpoints shall be signed (sluice.audit.signing-key), but the key has no name.",
                        "Set sluice.audit.signer, for example to audit.example.com.");
            }
        }
    }

    /**
     * Where ended promotions go that organizations want archived; an {@code ArchiveSink} bean comes before it.
     *
     * @param folder folder that keeps them; without it, and without a bean, nothing can be archived
     */
    public record Archive(@Nullable Path folder) {}

    /**
     * Events of the application.
     *
     * @param enabled whether what happens to promotions is published to listeners
     */
    public record Events(@DefaultValue("true") boolean enabled) {}

    /**
     * What counts as unwell.
     *
     * @param outboxAge a message that has been due for longer
     * @param anchoringAge an audit event that no checkpoint has covered for longer
     * @param heldAge a target that a promotion has held for longer
     * @param cache how long the numbers are kept before the database is asked again, up to 1 hour
     */
    public record Health(
            @DefaultValue("5m") Duration outboxAge,
            @DefaultValue("1m") Duration anchoringAge,
            @DefaultValue("1h") Duration heldAge,
            @DefaultValue("5s") Duration cache) {}

    /**
     * The REST API.
     *
     * @param enabled whether it is there
     * @param basePath what its addresses begin with
     */
    public record Rest(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("/api/v1") String basePath) {
        /** Refuses a path that cannot be one. */
        public Rest {
            requirePath("rest.base-path", basePath);
        }
    }

    /**
     * The screens.
     *
     * @param enabled whether their files are served
     * @param basePath what the addresses of their files begin with
     */
    public record Ui(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("/sluice") String basePath) {
        /** Refuses a path that cannot be one. */
        public Ui {
            requirePath("ui.base-path", basePath);
        }
    }

    private static void requirePath(String property, String path) {
        if (!PATH.matcher(path).matches()) {
            throw wrong(property, path, "it has to begin with a slash and must not end with one, such as /api/v1");
        }
    }

    private static void require(String property, @Nullable Object value, Runnable judge) {
        try {
            judge.run();
        } catch (SluiceException e) {
            throw wrong(property, value, String.valueOf(e.getMessage()));
        }
    }

    private static SluiceSetupException wrong(String property, @Nullable Object value, String why) {
        return new SluiceSetupException(
                "The property sluice." + property + " cannot be \"" + value + "\": " + why + ".",
                "Correct sluice." + property + " in the configuration of the application.");
    }
}
