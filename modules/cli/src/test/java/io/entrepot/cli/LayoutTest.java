package io.entrepot.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.entrepot", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {

    private static final String[] KAFKA = {"org.apache.kafka..", "kafka.."};
    private static final String[] PURE_CORES = {"io.entrepot.source.decide..", "io.entrepot.resequencer.core..",
        "io.entrepot.destination.core..", "io.entrepot.destination.verify.core..", "io.entrepot.monitor.core..", "io.entrepot.replay.core.."};

    @ArchTest
    static final ArchRule blockKnowsNobody = noClasses().that().resideInAPackage("io.entrepot.block..")
            .should().dependOnClassesThat(oursOutside("block"));

    @ArchTest
    static final ArchRule imageKnowsBlockOnly = noClasses().that().resideInAPackage("io.entrepot.image..")
            .should().dependOnClassesThat(oursOutside("image", "block"));

    @ArchTest
    static final ArchRule blocksAndImagesKnowNoKafka = noClasses().that().resideInAnyPackage("io.entrepot.block..", "io.entrepot.image..")
            .should().dependOnClassesThat().resideInAnyPackage(KAFKA);

    @ArchTest
    static final ArchRule registryKnowsNobody = noClasses().that().resideInAPackage("io.entrepot.registry..")
            .should().dependOnClassesThat(oursOutside("registry"));

    @ArchTest
    static final ArchRule wireKnowsBlockAndRegistry = noClasses().that().resideInAPackage("io.entrepot.wire..")
            .should().dependOnClassesThat(oursOutside("wire", "block", "registry"));

    @ArchTest
    static final ArchRule brokerKnowsNobody = noClasses().that().resideInAPackage("io.entrepot.broker..")
            .should().dependOnClassesThat(oursOutside("broker"));

    @ArchTest
    static final ArchRule sourceKnowsNeitherOfTheOthers = noClasses().that().resideInAPackage("io.entrepot.source..")
            .should().dependOnClassesThat(oursOutside("source", "wire", "block", "image", "registry"));

    @ArchTest
    static final ArchRule resequencerKnowsNeitherOfTheOthers = noClasses().that().resideInAPackage("io.entrepot.resequencer..")
            .should().dependOnClassesThat(oursOutside("resequencer", "wire", "block", "registry"));

    @ArchTest
    static final ArchRule destinationKnowsNeitherOfTheOthers = noClasses().that().resideInAPackage("io.entrepot.destination..")
            .should().dependOnClassesThat(oursOutside("destination", "wire", "block", "image", "registry"));

    @ArchTest
    static final ArchRule monitorKnowsTheTopicsOnly = noClasses().that().resideInAPackage("io.entrepot.monitor..")
            .should().dependOnClassesThat(oursOutside("monitor", "wire", "block", "registry"));

    @ArchTest
    static final ArchRule replayKnowsTheTopicsOnly = noClasses().that().resideInAPackage("io.entrepot.replay..")
            .should().dependOnClassesThat(oursOutside("replay", "wire", "block", "registry"));

    @ArchTest
    static final ArchRule nobodyKnowsTheCommandLine = noClasses().that().resideOutsideOfPackages("io.entrepot.cli..")
            .should().dependOnClassesThat().resideInAPackage("io.entrepot.cli..");

    @ArchTest
    static final ArchRule onlyTheBrokerUsesKafkasServer = noClasses().that().resideOutsideOfPackage("io.entrepot.broker..")
            .should().dependOnClassesThat().resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..",
                    "org.apache.kafka.controller..", "org.apache.kafka.raft..", "org.apache.kafka.storage..", "org.apache.kafka.image..");

    @ArchTest
    static final ArchRule onlyPosixCallsTheSystem = noClasses().that().doNotHaveFullyQualifiedName("io.entrepot.image.Posix")
            .should().dependOnClassesThat().haveFullyQualifiedName("com.sun.jna.Native");

    @ArchTest
    static final ArchRule onlyImagesUseJna = noClasses().that().resideOutsideOfPackage("io.entrepot.image..")
            .should().dependOnClassesThat().resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule onlyTheRegistryUsesTheConfluentClient = noClasses().that().resideInAnyPackage("io.entrepot..")
            .and().resideOutsideOfPackage("io.entrepot.registry..")
            .should().dependOnClassesThat().resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule coresKnowNoKafka = noClasses().that().resideInAnyPackage(PURE_CORES)
            .should().dependOnClassesThat().resideInAnyPackage(KAFKA);

    @ArchTest
    static final ArchRule coresDoNoInputOrOutput = noClasses().that().resideInAnyPackage(PURE_CORES)
            .should().dependOnClassesThat().resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.io.File");

    @ArchTest
    static final ArchRule coresHaveNoClock = noClasses().that().resideInAnyPackage(PURE_CORES)
            .should().callMethod(System.class, "nanoTime").orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(java.time.Instant.class, "now").orShould().callMethod(java.time.Clock.class, "systemUTC")
            .orShould().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule commandLinePackagesAreFreeOfCycles = SlicesRuleDefinition.slices().matching("io.entrepot.cli.(*)..")
            .should().beFreeOfCycles();

    @ArchTest
    static final ArchRule plansAndReportsKnowNoKafkaAndNoParts = noClasses()
            .that().resideInAnyPackage("io.entrepot.cli.plan..", "io.entrepot.cli.report..", "io.entrepot.cli.format..", "io.entrepot.cli.text..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "io.entrepot.source..", "io.entrepot.resequencer..",
                    "io.entrepot.destination..", "io.entrepot.broker..");

    @ArchTest
    static final ArchRule onlyTheProcessEndsTheProcess = noClasses().that().doNotHaveFullyQualifiedName("io.entrepot.cli.Main")
            .should().callMethod(System.class, "exit", int.class).orShould().callMethod(Runtime.class, "halt", int.class);

    private static DescribedPredicate<JavaClass> oursOutside(String... modules) {
        return DescribedPredicate.describe("are ours and not in " + String.join(", ", modules), type -> {
            if (!type.getPackageName().startsWith("io.entrepot.")) {
                return false;
            }
            for (String module : modules) {
                if (type.getPackageName().equals("io.entrepot." + module) || type.getPackageName().startsWith("io.entrepot." + module + ".")) {
                    return false;
                }
            }
            return true;
        });
    }
}
