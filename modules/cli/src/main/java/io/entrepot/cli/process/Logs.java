package io.entrepot.cli.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.entrepot.wire.AdminCalls;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes. Next to nothing of it goes to the terminal ({@code logback.xml}); a command that has a directory of its own writes it there,
 * bounded.
 */
public final class Logs {

    private static final String FILE = "entrepot";
    private static final String ENDING = ".log";
    private static final String TERMINAL = "terminal";
    /** Processes that have one directory, and each a file of its own: more are not foreseen, and share the last. */
    private static final int PROCESSES_MAX = 16;
    private static final long FILE_BYTES_MAX = 8L << 20;
    private static final int OLD_FILES_MAX = 2;

    /** Says that the file is in use; its own file, because logging closes and opens the log's as it likes. */
    private static FileChannel held;

    private Logs() {
    }

    /** From now on into a file in the directory that no other process has, and whose path is returned. */
    public static Path into(Path directory) {
        Path file = free(directory);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder(context, "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{36} %msg %kvp%n"));
        OldLogs old = new OldLogs(file, OLD_FILES_MAX);
        old.setContext(context);
        old.setParent(appender);
        old.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(FILE_BYTES_MAX));
        size.start();
        appender.setRollingPolicy(old);
        appender.setTriggeringPolicy(size);
        appender.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(Level.INFO);
        return file;
    }

    /** Shows people one kind of line, once for each client: that Kafka does not answer yet. */
    public static void showWaiting() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var logger = context.getLogger(AdminCalls.WAITING);
        if (logger.getAppender(TERMINAL) != null) {
            return;
        }
        ConsoleAppender<ILoggingEvent> terminal = new ConsoleAppender<>();
        terminal.setContext(context);
        terminal.setName(TERMINAL);
        terminal.setTarget("System.err");
        terminal.setEncoder(encoder(context, "entrepot: %msg%n"));
        terminal.start();
        logger.addAppender(terminal);
        logger.setLevel(Level.WARN);
    }

    private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    /** Lets the file go, so that its directory can be removed. */
    public static void close() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(Level.OFF);
        release();
    }

    private static Path free(Path directory) {
        release();
        for (int number = 1; ; number++) {
            Path file = directory.resolve(FILE + (number == 1 ? "" : "-" + number) + ENDING);
            if (number == PROCESSES_MAX || isHeld(file.resolveSibling(file.getFileName() + ".lock"))) {
                return file;
            }
        }
    }

    private static boolean isHeld(Path lock) {
        try {
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    held = channel;
                    return true;
                }
            } catch (OverlappingFileLockException inThisProcess) {
                // As taken as by another one.
            }
            channel.close();
            return false;
        } catch (IOException e) {
            // Then the log cannot be written either, which is no reason not to go on.
            return true;
        }
    }

    private static void release() {
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                // It goes with the process at the latest.
            }
            held = null;
        }
    }
}
