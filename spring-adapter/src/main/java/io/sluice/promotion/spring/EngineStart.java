package io.sluice.promotion.spring;

import io.sluice.promotion.AuditOptions;
import io.sluice.promotion.SluiceBuilder;
import io.sluice.promotion.access.RolePermissions;
import io.sluice.promotion.anchoring.AuditKeyFile;
import io.sluice.promotion.anchoring.CheckpointFolder;
import io.sluice.promotion.anchoring.SigningKeyFile;
import io.sluice.promotion.archive.ArchiveFolder;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.spi.ArchiveSink;
import io.sluice.promotion.spi.AuditKeyProvider;
import io.sluice.promotion.spi.CheckpointSigner;
import io.sluice.promotion.spi.CheckpointSink;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.PromotionCheck;
import io.sluice.promotion.spi.WebhookSecrets;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.webhook.WebhookSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Builds the engine from the settings and the beans of the application. */
final class EngineStart {
    private final HostParts parts;
    private final SluiceProperties settings;
    private final Transactions transactions;

    EngineStart(HostParts parts, SluiceProperties settings, Transactions transactions) {
        this.parts = parts;
        this.settings = settings;
        this.transactions = transactions;
    }

    /** An engine whose doors are open and that does not work yet. */
    SluiceEngine start() {
        SluiceEngine.Builder engine = SluiceEngine.builder()
                .transactions(transactions)
                .createTables(settings.createTables())
                .workers(settings.workers())
                .strictProcesses(settings.strictProcesses())
                .deployer(around(parts.deployer(), HostCalls::around))
                .core(this::configure)
                .resting();
        if (settings.schema() != null) {
            engine.schema(settings.schema());
        }
        if (settings.engine() == EngineChoice.HOST) {
            engine.engine(parts.engine());
        }
        parts.one(IdentityDirectory.class).ifPresent(engine::directory);
        parts.all(PromotionCheck.class).forEach(check -> engine.check(around(check, HostCalls::around)));
        parts.all(Notifier.class).forEach(notifier -> engine.notifier(around(notifier, HostCalls::around)));
        webhooks().ifPresent(engine::webhooks);
        parts.addSteps(engine);
        parts.all(SluiceCustomizer.class).forEach(customizer -> customizer.customize(engine));
        try {
            return engine.start();
        } catch (SluiceException e) {
            throw explained(e);
        } catch (IllegalStateException e) {
            throw settings.createTables() ? e : tablesMissing(e);
        }
    }

    private <T> T around(T part, BiFunction<HostCalls, T, T> wrap) {
        List<HostCalls> calls = new ArrayList<>(parts.all(HostCalls.class).toList());
        Collections.reverse(calls);
        T wrapped = part;
        for (HostCalls each : calls) {
            wrapped = wrap.apply(each, wrapped);
        }
        return wrapped;
    }

    private void configure(SluiceBuilder core) {
        core.issuer(settings.identity().issuer())
                .driftEvery(settings.driftEvery())
                .safeMode(settings.safeMode())
                .audit(audit());
        parts.one(ArchiveSink.class)
                .or(() -> Optional.ofNullable(settings.archive().folder()).map(ArchiveFolder::new))
                .ifPresent(core::archive);
        parts.one(RolePermissions.class).ifPresent(core::permissions);
        parts.named("sluiceClock", Clock.class).ifPresent(core::clock);
    }

    private AuditOptions audit() {
        Optional<AuditOptions> own = parts.one(AuditOptions.class);
        if (own.isPresent()) {
            return own.get();
        }
        SluiceProperties.Audit wanted = settings.audit();
        AuditOptions options =
                AuditOptions.standard().every(wanted.interval()).retainingAtLeast(wanted.leastRetentionDays());
        AuditKeyProvider keys = parts.one(AuditKeyProvider.class)
                .or(() -> Optional.ofNullable(wanted.keys()).map(AuditKeyFile::read))
                .orElse(null);
        if (keys != null) {
            options = options.keyedBy(keys);
        }
        CheckpointSigner signer = signer(wanted);
        if (signer != null) {
            options = options.signedBy(signer);
        }
        for (CheckpointSink sink : parts.all(CheckpointSink.class).toList()) {
            options = options.keptBy(sink);
        }
        return wanted.checkpoints() == null ? options : options.keptBy(new CheckpointFolder(wanted.checkpoints()));
    }

    private @Nullable CheckpointSigner signer(SluiceProperties.Audit wanted) {
        Optional<CheckpointSigner> own = parts.one(CheckpointSigner.class);
        if (own.isPresent() || wanted.signingKey() == null) {
            return own.orElse(null);
        }
        return SigningKeyFile.openOrCreate(wanted.signingKey(), String.valueOf(wanted.signer()));
    }

    private Optional<WebhookSettings> webhooks() {
        SluiceProperties.Webhooks wanted = settings.webhooks();
        return parts.one(WebhookSettings.class)
                .or(() -> parts.one(WebhookSecrets.class)
                        .or(() -> Optional.ofNullable(wanted.key()).map(EngineStart::derived))
                        .map(secrets -> {
                            WebhookSettings.Builder builder =
                                    WebhookSettings.builder(secrets).timeout(wanted.timeout());
                            wanted.ports().forEach(builder::allowPort);
                            wanted.privateHosts().forEach(builder::allowPrivateAddresses);
                            return builder.build();
                        }));
    }

    private static WebhookSecrets derived(String key) {
        try {
            return WebhookSecrets.derivedFrom(Base64.getDecoder().decode(key.strip()));
        } catch (IllegalArgumentException e) {
            throw new SluiceSetupException(
                    "sluice.webhooks.key is not Base64.", "Make one with: openssl rand -base64 32", e);
        }
    }

    private static RuntimeException explained(SluiceException e) {
        String action = switch (e.code()) {
            case "schema.incomplete" ->
                "Have a database administrator run the missing scripts, see docs/database.md, or set sluice.create-tables"
                        + " to true.";
            case "schema.tooNew" -> "Run the newer version of Sluice: a newer one has been at work on this database.";
            case "schema.checksum", "schema.failed" ->
                "Look at the table sluice_schema and at docs/database.md before anything else writes to it.";
            case "database.unsupported" -> "Use PostgreSQL, or H2 for trying out.";
            case "database.unavailable", "database.busy" ->
                "Look whether the database runs and whether spring.datasource.* is right; then start again.";
            case "webhook.keyTooShort" -> "Make a key for sluice.webhooks.key with: openssl rand -base64 32";
            case "step.reserved", "step.duplicate", "step.name", "id.format" ->
                "Give the step another name with @PromotionStep(\"name\").";
            case "engine.pluginMissing" ->
                "Have the bean sluiceEnginePlugin among the plugins of the engine's configuration before it is built."
                        + " Camunda's starter does that by itself; a configuration of your own does it with"
                        + " getProcessEnginePlugins().add(plugin).";
            case "engine.otherDatabase", "engine.otherTransaction" ->
                "Give the engine's configuration the DataSource and the PlatformTransactionManager that Sluice uses: the"
                        + " only ones, the primary ones, or those that are marked with @SluiceDataSource.";
            case "engine.setting" -> "Leave this setting to sluiceEnginePlugin.";
            case "engine.inUse" -> "Keep one SluiceEngine for each engine.";
            case "check.duplicate" -> "Give the PromotionCheck beans different names.";
            default -> "Correct the settings of Sluice; the code \"" + e.code() + "\" is explained in docs/codes.md.";
        };
        return new SluiceSetupException("Sluice cannot start: " + e.getMessage(), action, e);
    }

    private static RuntimeException tablesMissing(IllegalStateException e) {
        return new SluiceSetupException(
                "Sluice cannot start: " + e.getMessage(),
                "Have a database administrator create the tables, see docs/database.md, or set sluice.create-tables to"
                        + " true.",
                e);
    }
}
