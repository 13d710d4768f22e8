package io.sluice.promotion.bpmn.verify.command;

import io.sluice.promotion.PolicyFile;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.file.AskedStages;
import io.sluice.promotion.bpmn.verify.file.ProcessFolder;
import io.sluice.promotion.bpmn.verify.report.Report;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verifier as a program. It ends with 0 when every file is proved, 1 when one is refused, 2 when the input cannot be
 * used or a file is too large to prove.
 */
public final class VerifierCommand {
    private static final String USAGE = """
            Proves that promotion processes cannot bypass their policy, or names the shortest way on which one does.

              java -jar promotion-verifier.jar [OPTION...] FILE.bpmn...

              --policy FILE        the policy, as JSON; without it: checks, and the stages that approval steps name
              --steps FILE         the steps that the application adds, as JSON
              --format FORMAT      text (as here), json, junit, or html with the way painted on the diagram
              --output FILE        where the report goes; without it: the console
              --general            judge any process, by whether it can hang, run a step twice, or has dead steps
              --strict             refuse for warnings too
              --limit-states N     states of a process to look at, 250000 unless told
              --limit-seconds N    time for a process, 10 unless told
              --help, --version

            Processes that a call activity names are looked for among the files and in their folders.
            Ends with 0: all proved; 1: a file is refused; 2: input that cannot be used, or too large to prove.
            """;

    private static final int PROVED = 0;
    private static final int REFUSED = 1;
    private static final int UNUSABLE = 2;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final PrintStream out;
    private final PrintStream faults;
    private int status = PROVED;

    private VerifierCommand(PrintStream out, PrintStream faults) {
        this.out = out;
        this.faults = faults;
    }

    /** Judges and ends the program. */
    public static void main(String[] arguments) {
        int status;
        // The console belongs to this program: it is no part of a host.
        try (PrintStream out = console(FileDescriptor.out);
                PrintStream faults = console(FileDescriptor.err)) {
            status = runOrTell(List.of(arguments), out, faults);
        }
        System.exit(status);
    }

    /** A fault of the program itself is told before the console is closed. */
    private static int runOrTell(List<String> arguments, PrintStream out, PrintStream faults) {
        try {
            return run(arguments, out, faults);
        } catch (RuntimeException | Error e) {
            e.printStackTrace(faults);
            return UNUSABLE;
        }
    }

    /**
     * Does what the program does and returns the number with which it would end.
     *
     * @param arguments as on the command line
     * @param out for the report
     * @param faults for what is wrong with the input
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream faults) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return PROVED;
        }
        if (arguments.contains("--version")) {
            out.println("promotion-verifier " + version());
            return PROVED;
        }
        VerifierCommand command = new VerifierCommand(out, faults);
        try {
            command.judge(Options.of(arguments));
        } catch (InvalidInputException e) {
            command.fault(said(e));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // A program that dies of itself ends with 1, which would read as a refusal.
            command.fault("This is a fault of the verifier, nothing is proved: " + e);
        }
        return command.status;
    }

    private void judge(Options options) {
        Optional<PolicyDemands> demands = options.policy().map(file -> PolicyDemands.of(PolicyFile.read(text(file))));
        Vocabulary words =
                options.steps().map(file -> StepsFile.read(text(file))).orElseGet(Vocabulary::standard);
        ProcessFolder folder = ProcessFolder.around(options.files());
        Verifier verifier = Verifier.of(words).calling(folder).within(options.limits());
        List<Verification> verifications = new ArrayList<>();
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Path path : options.files()) {
            String file = path.toString();
            try {
                byte[] bpmn = bytes(path);
                Verification verification = options.isGeneral()
                        ? verifier.general(file, bpmn)
                        : verifier.verify(file, bpmn, demands.orElseGet(() -> AskedStages.of(bpmn, folder)));
                verifications.add(options.isStrict() ? verification.strictly() : verification);
                contents.put(file, bpmn);
            } catch (IOException e) {
                fault(unreadable(path, e));
            } catch (InvalidInputException e) {
                fault(file + ": " + said(e));
            }
        }
        verifications.forEach(verification -> worsen(status(verification.verdict())));
        if (!verifications.isEmpty()) {
            write(options, report(options, verifications, contents));
        }
    }

    private static String report(Options options, List<Verification> verifications, Map<String, byte[]> contents) {
        Report report = options.isGeneral() ? Report.general(verifications) : Report.of(verifications);
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            report = report.showing(content.getKey(), content.getValue());
        }
        return report.as(options.format());
    }

    private void write(Options options, String report) {
        Optional<Path> file = options.output();
        if (file.isEmpty()) {
            out.print(report);
            return;
        }
        try {
            Files.writeString(file.get(), report);
        } catch (IOException e) {
            fault("The report cannot be written to " + file.get() + ".");
        }
    }

    /** The number for one verdict. */
    static int status(Verdict verdict) {
        return switch (verdict) {
            case PROVED -> PROVED;
            case REFUSED -> REFUSED;
            case TOO_LARGE, INVALID -> UNUSABLE;
        };
    }

    private void worsen(int other) {
        status = Math.max(status, other);
    }

    private void fault(String message) {
        faults.println("promotion-verifier: " + message);
        worsen(UNUSABLE);
    }

    private static String said(InvalidInputException e) {
        return e.getMessage() + " (" + e.code()
                + e.field().map(field -> ", " + field).orElse("") + ")";
    }

    /** Enough of a file to see that it is too large. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("arguments", "verifier.file", file + " is not written in UTF-8.");
        } catch (IOException e) {
            throw new InvalidInputException("arguments", "verifier.file", unreadable(file, e));
        }
    }

    private static String unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return "There is no file " + file + ".";
        }
        if (e instanceof AccessDeniedException) {
            return file + " may not be read.";
        }
        return file + (Files.isDirectory(file) ? " is a folder." : " cannot be read.");
    }

    private static String version() {
        return Optional.ofNullable(VerifierCommand.class.getPackage().getImplementationVersion())
                .orElse("of this build");
    }

    private static PrintStream console(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
