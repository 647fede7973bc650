package io.entrepot.cli.process;

import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts a log that is full aside under its own name and a number, 1 for the latest. Logback's own policy makes such names of a pattern, in which
 * it takes what follows a percent sign for an order, also in a directory's name, where there is no way to say that it is none.
 */
final class OldLogs extends RollingPolicyBase {

    private final Path file;
    private final int filesMax;

    OldLogs(Path file, int filesMax) {
        this.file = file;
        this.filesMax = filesMax;
    }

    @Override
    public void rollover() {
        try {
            for (int number = filesMax; number > 0; number--) {
                if (Files.exists(numbered(number - 1))) {
                    Files.move(numbered(number - 1), numbered(number), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new RolloverFailure("The log " + file + " cannot be put aside.", e);
        }
    }

    @Override
    public String getActiveFileName() {
        return file.toString();
    }

    private Path numbered(int number) {
        return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
    }
}
