package io.sluice.example.faults.node;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.example.faults.node.Moment.Kind;
import io.sluice.promotion.AuditOptions;
import io.sluice.promotion.anchoring.SigningKeyFile;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.mail.MailSettings;
import io.sluice.promotion.problem.SluiceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program. Reads what to do from its standard input, answers on its standard output, and goes when the harness is
 * gone.
 */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int CALLERS = 16;

    private Node() {}

    /** Starts, says that it is ready, and serves. */
    public static void main(String[] arguments) throws IOException {
        NodeSettings settings = NodeSettings.told();
        Fuse fuse = new Fuse(settings.moment());
        Commands commands;
        try {
            commands = new Commands(start(settings, fuse));
        } catch (SluiceException e) {
            LOG.warn("The node did not start.", e);
            Lines.say("refused", e.code(), String.valueOf(e.getMessage()));
            Runtime.getRuntime().halt(1);
            return;
        }
        Lines.say("ready");
        serve(commands, fuse);
        Runtime.getRuntime().halt(0);
    }

    private static SluiceEngine start(NodeSettings settings, Fuse fuse) {
        ProductionClient production = new ProductionClient(settings.production());
        SluiceEngine.Builder builder = SluiceEngine.builder()
                .directory(new Staff())
                .deployer(new OutsideDeployer(production, fuse))
                .check(new OutsideCheck(production, fuse))
                .notifier(new OutsideNotifier(production, fuse))
                .core(core -> core.audit(AuditOptions.standard()
                        .signedBy(SigningKeyFile.openOrCreate(settings.key(), "audit.example.org"))
                        .keptBy(new OutsideSink(production, fuse))
                        .every(Duration.ofSeconds(1))));
        settings.smtp().ifPresent(port -> builder.mail(mail(port, settings.tls())));
        OffsetClock.set(settings.clockOffset(), builder);
        if (settings.moment().isPresent()) {
            builder.dataSource(WatchedDataSource.of(pool(settings), fuse));
        } else if (!settings.hasUsualPool()) {
            builder.dataSource(pool(settings));
        } else {
            builder.database(settings.url()).credentials(settings.user(), "");
        }
        return builder.start();
    }

    /** Short patience: the mail server of the harness is as slow as it can be. */
    private static MailSettings mail(int port, boolean tls) {
        return MailSettings.builder("127.0.0.1", "sluice@example.org")
                .port(port)
                .security(tls ? MailSettings.Security.STARTTLS : MailSettings.Security.NONE)
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(2))
                .writeTimeout(Duration.ofSeconds(2))
                .totalTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** Like the pool that Sluice opens itself, in which H2 is told to confirm commits only when they are on the disk. */
    private static HikariDataSource pool(NodeSettings settings) {
        HikariConfig config = new HikariConfig();
        boolean h2 = settings.url().startsWith("jdbc:h2:");
        config.setJdbcUrl(h2 ? settings.url() + ";WRITE_DELAY=0" : settings.url());
        config.setUsername(settings.user());
        config.setMaximumPoolSize(settings.pool());
        config.setConnectionTimeout(10_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    private static void serve(Commands commands, Fuse fuse) throws IOException {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            List<String> words = Lines.split(line);
            callers.execute(() -> answer(commands, fuse, words.get(0), words.subList(1, words.size())));
        }
    }

    /** What is no refusal of Sluice's is told as a fault, which the checker does not let pass. */
    private static void answer(Commands commands, Fuse fuse, String number, List<String> words) {
        List<String> answer = new ArrayList<>(List.of("answer", number));
        try {
            List<String> done = commands.perform(words);
            fuse.at(Kind.BEFORE_CALL, "reply " + words.get(0));
            answer.add("ok");
            answer.addAll(done);
        } catch (SluiceException e) {
            answer.addAll(List.of("refused", e.code(), String.valueOf(e.retryable()), String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            LOG.warn("A fault, not a refusal: {}", words, e);
            answer.addAll(List.of("refused", "fault:" + e.getClass().getName(), "false", String.valueOf(e)));
        }
        Lines.say(answer.toArray(String[]::new));
    }
}
