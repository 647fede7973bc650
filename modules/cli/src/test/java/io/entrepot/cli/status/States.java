package io.entrepot.cli.status;

import io.entrepot.monitor.core.DestinationState;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.core.ImageState;
import io.entrepot.monitor.core.PartitionState;
import io.entrepot.monitor.core.Stage;
import io.entrepot.monitor.core.TopicLag;
import io.entrepot.monitor.core.Trouble;
import io.entrepot.monitor.core.Turn;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import io.entrepot.wire.ControlOrders.Standing;
import io.entrepot.wire.ControlSubject;
import io.entrepot.wire.ControlVerb;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** A bad night. */
final class States {

    static final long NOW_MS = 1_700_000_000_000L;
    static final long MINUTE_MS = 60_000;
    private static final long GB = 1_000_000_000L;

    private States() {
    }

    static FleetState night() {
        List<ImageState> images = List.of(
                image("golden.raw", 1, 0, Stage.COMMITTED, 2 * GB, 2 * GB, 2 * GB, 0, 0, OptionalLong.empty(), null),
                image("rack 1/clone-java.raw", 2, 0, Stage.RECEIVING, 2 * GB, 2 * GB, GB / 2, 0, 412e6, OptionalLong.empty(), null),
                image("rack 1/clone-postgres.raw", 3, 0, Stage.WAITING, 2 * GB, 2 * GB, 0, 0, 0, OptionalLong.empty(), null),
                image("rack 1/clone-redis.raw", 4, 0, Stage.SENDING, 4 * GB, GB, 0, 98e6, 0, OptionalLong.empty(), null),
                image("rack 2/web.raw", 5, 1, Stage.FAILED, 2 * GB, 2 * GB, 0, 0, 0, OptionalLong.empty(),
                        "The block with digest 6a09e667f3bcc908 at offset 1048576 of image rack 2/web.raw could not be had right."),
                image("rack 2/mail.raw", 6, 1, Stage.PARKED, 8 * GB, 3 * GB, 3 * GB, 0, 0, OptionalLong.of(12 * MINUTE_MS),
                        "Nothing came for it in its turn, and another image waited."),
                image("rack 2/files.raw", 7, 1, Stage.RECEIVING, 9 * GB, GB, GB, 0, 0, OptionalLong.of(45_000), null));
        List<PartitionState> partitions = List.of(
                new PartitionState(0, Optional.of(new Turn("rack 1/clone-java.raw", id(2), 1, OptionalLong.of(NOW_MS - 3_000))), 2, 4_321,
                        3 * GB, 98e6, 412e6, new TopicLag(true, 12, OptionalLong.of(12_000_000), OptionalLong.of(NOW_MS - 400)),
                        new TopicLag(true, 45, OptionalLong.of(45_100_000), OptionalLong.of(NOW_MS - 2_000))),
                new PartitionState(1, Optional.of(new Turn("rack 2/files.raw", id(7), 2, OptionalLong.empty())), 1, 0, 0, 0, 0,
                        new TopicLag(false, 7, OptionalLong.of(7_000_000), OptionalLong.of(NOW_MS - 300 * MINUTE_MS)), TopicLag.NONE));
        List<Trouble> troubles = List.of(
                new Trouble(Trouble.Kind.FAILED, 1, Optional.of("rack 2/web.raw"), NOW_MS - 192_000,
                        "The block with digest 6a09e667f3bcc908 at offset 1048576 of image rack 2/web.raw could not be had right."),
                new Trouble(Trouble.Kind.PARKED, 1, Optional.of("rack 2/mail.raw"), NOW_MS - 12 * MINUTE_MS,
                        "Nothing came for it in its turn, and another image waited."),
                new Trouble(Trouble.Kind.RESEQUENCER, 1, Optional.empty(), NOW_MS - 300 * MINUTE_MS,
                        "There is something to resequence, and no resequencer runs: start one."));
        DestinationState oslo = new DestinationState(Optional.of("oslo"), images, partitions, OptionalInt.of(0), OptionalLong.of(80),
                troubles);
        return new FleetState("lab", NOW_MS, OptionalLong.of(NOW_MS - 600 * MINUTE_MS), orders(), List.of(oslo));
    }

    private static List<Standing> orders() {
        return List.of(standing(ControlSubject.IMAGES, "rack 2/*", ControlVerb.PAUSE, null, 25),
                standing(ControlSubject.RATE, "hv7", ControlVerb.RATE, 25_000_000L, 3));
    }

    private static Standing standing(ControlSubject subject, String pattern, ControlVerb verb, Long bytesPerSecond, long minutes) {
        return new Standing(new ControlKey(subject, pattern),
                new ControlOrder(verb, bytesPerSecond, "ops@bastion", Instant.ofEpochMilli(NOW_MS - minutes * MINUTE_MS)));
    }

    static FleetState unreceived() {
        List<ImageState> images = List.of(
                image("a.raw", 1, 0, Stage.SEALED, 2 * GB, 2 * GB, 0, 0, 0, OptionalLong.empty(), null),
                image("b.raw", 2, 0, Stage.OPENED, 2 * GB, 0, 0, 0, 0, OptionalLong.empty(), null));
        PartitionState only = new PartitionState(0, Optional.empty(), 2, 100, GB, 0, 0, TopicLag.NONE, TopicLag.NONE);
        return new FleetState("lab", NOW_MS, OptionalLong.empty(), List.of(), List.of(new DestinationState(Optional.empty(), images, List.of(only),
                OptionalInt.empty(), OptionalLong.empty(), List.of())));
    }

    static ImageState image(String name, int number, int partition, Stage stage, long size, long sent, long written, double sendRate,
                            double writeRate, OptionalLong silentMs, String why) {
        long rate = (long) Math.max(sendRate, writeRate);
        long left = writeRate > 0 ? size - written : size - sent;
        long waiting = stage.isFinal() ? 0 : Math.max(0, sent / 2 - written / 2);
        return new ImageState(name, id(number), true, partition, number, Optional.of("hv7"), stage, OptionalLong.of(size), sent, sent / 4,
                sent / 4, sent / 2, written, stage == Stage.WAITING ? 0 : 1, sendRate, writeRate,
                rate == 0 ? OptionalLong.empty() : OptionalLong.of(left / rate), waiting / 500_000, waiting,
                waiting == 0 ? OptionalLong.empty() : OptionalLong.of(NOW_MS - 5_000), NOW_MS - 1_000, OptionalLong.empty(),
                silentMs,
                Optional.ofNullable(why));
    }

    static String id(int number) {
        return new UUID(0, number).toString();
    }
}
