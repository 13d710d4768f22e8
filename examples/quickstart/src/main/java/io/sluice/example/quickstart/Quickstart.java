package io.sluice.example.quickstart;

import io.sluice.promotion.AuditOptions;
import io.sluice.promotion.anchoring.SigningKeyFile;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.mail.MailSettings;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.report.ReportSource;
import io.sluice.promotion.report.Reports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A version really travels from development to production. Runs on an embedded H2 in a temporary folder, or on a PostgreSQL database, sends its mails
 * to a server inside this program, and leaves nothing behind unless it is asked to. Exits with 0 only when every step really happened.
 */
public final class Quickstart {
    private Quickstart() {}

    /**
     * Tells the story.
     *
     * <p>The system property {@code sluice.demo.out} names a folder in which the audit export and the checkpoints of the
     * run stay.
     *
     * @param arguments nothing for an embedded H2; or address, user and password of an empty PostgreSQL database
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("sluice-quickstart");
        boolean happened = false;
        try {
            Optional<Path> out = Optional.ofNullable(System.getProperty("sluice.demo.out"))
                    .filter(name -> !name.isBlank())
                    .map(Path::of);
            happened = run(folder, System.out, database(arguments, folder), out);
        } finally {
            delete(folder);
        }
        System.exit(happened ? 0 : 1);
    }

    /**
     * Tells it with everything it writes inside one folder, besides what an auditor needs, which goes into another; says
     * whether it all happened.
     */
    static boolean run(
            Path folder, PrintStream out, UnaryOperator<SluiceEngine.Builder> database, Optional<Path> left) {
        OrganizationId organization = new OrganizationId("household-goods");
        Optional<AuditFolder> kept = left.map(AuditFolder::in);
        Optional<AuditOptions> audit = left.map(there -> audit(there, folder, organization));
        Samples samples = Samples.included();
        FolderDeployer deployer = new FolderDeployer(folder.resolve("environments"), samples);
        People people = new People(organization)
                .with("olga.admin", "Olga Admin", "org-admin", "policy-admin")
                .with("lena.fischer", "Lena Fischer", "viewer", "approver")
                .with("mia.chen", "Mia Chen", "requester", "deployer", "tech_lead")
                .with("tom.berg", "Tom Berg", "viewer", "approver", "tech_lead")
                .with("sara.nilsson", "Sara Nilsson", "viewer", "security_officer")
                .with("paul.weber", "Paul Weber", "viewer", "product_owner")
                .with("ada.audit", "Ada Audit", "auditor");
        try (Mailbox mailbox = new Mailbox();
                SluiceEngine engine = engine(signed(database, audit), people, deployer, samples, mailbox)) {
            Terminal terminal = new Terminal(out);
            Deeds deeds = new Deeds(engine.sluice(), organization, samples, deployer, terminal);
            Scene scene = new Scene(engine.sluice(), organization, deeds, deployer, mailbox, terminal);
            return new Story(scene, kept).tell();
        }
    }

    /** The private key stays in a folder that goes away; the rest is what the auditor keeps. */
    static AuditOptions audit(Path left, Path secrets, OrganizationId organization) {
        Path key = secrets.resolve("checkpoint.key");
        return AuditFolder.in(left).begin(organization, SigningKeyFile.openOrCreate(key, "audit.example.org"));
    }

    private static UnaryOperator<SluiceEngine.Builder> signed(
            UnaryOperator<SluiceEngine.Builder> database, Optional<AuditOptions> audit) {
        return builder -> {
            audit.ifPresent(options -> builder.core(core -> core.audit(options)));
            return database.apply(builder);
        };
    }

    static UnaryOperator<SluiceEngine.Builder> embedded(Path folder) {
        return builder ->
                builder.database("jdbc:h2:file:" + folder.resolve("sluice").toAbsolutePath());
    }

    private static UnaryOperator<SluiceEngine.Builder> database(String[] arguments, Path folder) {
        return arguments.length < 3
                ? embedded(folder)
                : builder -> builder.database(arguments[0]).credentials(arguments[1], arguments[2]);
    }

    private static SluiceEngine engine(
            UnaryOperator<SluiceEngine.Builder> database,
            People people,
            FolderDeployer deployer,
            Samples samples,
            Mailbox mailbox) {
        ReportSource reports = ReportSource.directory(samples.artifacts());
        SluiceEngine.Builder builder = database.apply(SluiceEngine.builder())
                .directory(people)
                .deployer(deployer)
                .mail(MailSettings.builder("127.0.0.1", "sluice@example.org")
                        .port(mailbox.port())
                        .security(MailSettings.Security.NONE)
                        .link("https://host.example.org/promotions/{id}")
                        .build());
        Reports.all(reports).forEach(builder::check);
        return builder.start();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
