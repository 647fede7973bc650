package io.entrepot.systemtests.interim;

import io.entrepot.systemtests.audit.AuditReport;
import io.entrepot.systemtests.audit.SchemaSource;
import io.entrepot.systemtests.audit.TopicAuditor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The auditor as a program: audits the topics of an interim directory, or of a running broker. */
public final class AuditMain {

    private static final String USAGE = """
            usage: AuditMain --interim DIR [--rebuild OUT]
                   AuditMain --bootstrap-server HOST:PORT --schemas FILE|URL [--rebuild OUT]
            Prints what it found. Exit status 0 when no invariant is broken, 1 otherwise, 2 for this text.""";

    private AuditMain() {
    }

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    private static int execute(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        Path rebuild = options.containsKey("--rebuild") ? Path.of(options.get("--rebuild")) : null;
        AuditReport report;
        if (options.containsKey("--interim")) {
            report = new InterimDirectory(Path.of(options.get("--interim"))).audit(rebuild);
        } else if (options.containsKey("--bootstrap-server") && options.containsKey("--schemas")) {
            report = audit(options.get("--bootstrap-server"), options.get("--schemas"), rebuild);
        } else {
            System.err.println(USAGE);
            return 2;
        }
        System.out.print(report);
        return report.findings().count() == 0 ? 0 : 1;
    }

    private static AuditReport audit(String server, String schemas, Path rebuild) {
        SchemaSource source = schemas.startsWith("http") ? SchemaSource.http(schemas) : SchemaSource.file(Path.of(schemas));
        try (TopicAuditor auditor = new TopicAuditor(server, source, rebuild, null)) {
            return auditor.audit();
        }
    }
}
