package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.AuditKey;
import io.sluice.promotion.audit.export.Verification.Incomplete;
import io.sluice.promotion.audit.export.Verification.Sound;
import io.sluice.promotion.audit.export.Verification.Tampered;
import io.sluice.promotion.audit.tree.NoteKey;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The verifier as a program. It ends with 0 when nothing is wrong, 1 when something is not as it was written, 2 when what
 * it was given is not enough to say so.
 */
public final class VerifyCommand {
    private static final String USAGE = """
            Verifies an export of a Sluice audit trail. Needs no database.

              java -jar promotion-audit.jar verify EXPORT.jsonl --checkpoints DIR [--public-key FILE] [--key FILE]

              --checkpoints DIR   the checkpoints that were kept outside of the database, any number of files
              --public-key FILE   verifier keys of the checkpoints' signatures, one a line: NAME+ID+BASE64
              --key FILE          keys of the events' codes, one a line: ID:HEXADECIMAL

            Ends with 0: nothing is wrong; 1: something is not as it was written, the first such event is named;
            2: something is missing, so that nobody can say.""";

    private final PrintStream out;
    private final List<String> arguments;
    private List<NoteKey> publicKeys = List.of();
    private List<AuditKey> macKeys = List.of();
    private Checkpoints checkpoints = new Checkpoints();

    private VerifyCommand(PrintStream out, List<String> arguments) {
        this.out = out;
        this.arguments = new ArrayList<>(arguments);
    }

    /** Verifies and ends the program. */
    public static void main(String[] arguments) {
        int status;
        // The console belongs to this program: it is no part of a host.
        try (PrintStream console =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            status = run(List.of(arguments), console);
        }
        System.exit(status);
    }

    /** Does what the program does and returns the number with which it would end. */
    public static int run(List<String> arguments, PrintStream out) {
        return new VerifyCommand(out, arguments).run();
    }

    private int run() {
        if (arguments.size() < 2 || !arguments.remove(0).equals("verify")) {
            out.println(USAGE);
            return 2;
        }
        String export = arguments.remove(0);
        try {
            while (!arguments.isEmpty()) {
                option(arguments.remove(0));
            }
            try (InputStream in = Files.newInputStream(Path.of(export))) {
                return say(new AuditVerifier(checkpoints, publicKeys, macKeys).verify(in));
            }
        } catch (IOException | InvalidPathException e) {
            out.println("INCOMPLETE");
            out.println("Cannot be read: " + e.getMessage());
            return 2;
        } catch (InvalidInputException e) {
            out.println("INCOMPLETE");
            out.println(e.getMessage());
            return 2;
        }
    }

    private void option(String name) throws IOException {
        if (arguments.isEmpty()) {
            throw new InvalidInputException("arguments", "verify.arguments", "Nothing follows " + name + ".");
        }
        Path path = Path.of(arguments.remove(0));
        switch (name) {
            case "--checkpoints" -> checkpoints = Checkpoints.in(path);
            case "--public-key" ->
                publicKeys = Files.readString(path)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(NoteKey::parse)
                        .toList();
            case "--key" -> macKeys = AuditKey.parse(Files.readString(path));
            default ->
                throw new InvalidInputException("arguments", "verify.arguments", "There is no option " + name + ".");
        }
    }

    private int say(Verification verification) {
        if (verification instanceof Sound sound) {
            out.println("OK");
            sound.notes().forEach(out::println);
            return 0;
        }
        if (verification instanceof Incomplete incomplete) {
            out.println("INCOMPLETE");
            out.println(incomplete.reason());
            return 2;
        }
        Tampered tampered = (Tampered) verification;
        out.println("TAMPERED");
        tampered.event().ifPresent(event -> out.println("First bad event: " + event));
        out.println(tampered.reason());
        return 1;
    }
}
