package io.sluice.promotion.report;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.check.CheckName;
import java.nio.file.Path;
import java.util.List;

/** How the host finds the reports of a version. Called outside any transaction. */
@FunctionalInterface
public interface ReportSource {
    /**
     * The reports that one check reads about one version; empty when there is none. Throwing is a technical fault: the
     * check is tried again.
     */
    List<Report> reports(ArtifactVersion version, CheckName check);

    /**
     * Reports in folders {@code <kind in lower case>/<id>/<version>/reports/<check>/}. Reads regular, visible files that
     * really lie below the root, whatever links there are; of {@code tests} only {@code *.xml}, because Surefire writes
     * a text file beside each.
     *
     * @param root where the folders are
     */
    static ReportSource directory(Path root) {
        return new DirectoryReports(root);
    }
}
