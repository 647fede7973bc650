package io.entrepot.cli.process;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What the JVM's compilers are told, as {@code jcmd Compiler.directives_add} tells them. The flag for it prints a line to
 * standard output, which is for our own words only.
 */
public final class CompilerDirectives {

    /** Names the file with the directives. */
    private static final String PROPERTY = "entrepot.compiler.directives";

    private CompilerDirectives() {
    }

    /** Heeds the file that the launcher names, if any: soon, as finding the JVM's bean takes a fifth of a second. */
    public static void heedInBackground() {
        String file = System.getProperty(PROPERTY);
        if (file != null) {
            Thread thread = new Thread(() -> heed(file), "entrepot-compiler-directives");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Nothing but speed depends on it, so a JVM that does not know directives goes on without.
     *
     * @return what the JVM says to it
     */
    static String heed(String file) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            return (String) server.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "compilerDirectivesAdd",
                    new Object[] {new String[] {file}}, new String[] {String[].class.getName()});
        } catch (JMException | RuntimeException e) {
            return e.getMessage();
        }
    }
}
