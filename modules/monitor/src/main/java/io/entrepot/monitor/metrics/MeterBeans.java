package io.entrepot.monitor.metrics;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each of our figures as a bean {@code io.entrepot:name=…} with its labels as further keys. What the JVM and Kafka's clients tell stands
 * in JMX without us.
 */
final class MeterBeans implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MeterBeans.class);

    private static final String DOMAIN = "io.entrepot";
    private static final String OURS = "entrepot_";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Map<Meter.Id, ObjectName> names = new ConcurrentHashMap<>();

    void added(Meter meter) {
        if (!meter.getId().getName().startsWith(OURS)) {
            return;
        }
        try {
            ObjectName name = name(meter.getId());
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(new Bean(meter), name);
            names.put(meter.getId(), name);
        } catch (JMException e) {
            LOG.atWarn().addKeyValue("metric", meter.getId().getName()).setCause(e).log("A figure is not in JMX");
        }
    }

    void removed(Meter meter) {
        ObjectName name = names.remove(meter.getId());
        if (name != null) {
            unregister(name);
        }
    }

    private void unregister(ObjectName name) {
        try {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException e) {
            LOG.atDebug().addKeyValue("bean", name).setCause(e).log("A figure was gone from JMX already");
        }
    }

    private static ObjectName name(Meter.Id id) throws JMException {
        // In this order, which patterns of the JMX exporter go by.
        StringBuilder name = new StringBuilder(DOMAIN + ":name=" + Metric.named(id.getName()).prometheusName());
        for (Tag tag : id.getTags()) {
            name.append(',').append(tag.getKey()).append('=').append(ObjectName.quote(tag.getValue()));
        }
        return new ObjectName(name.toString());
    }

    @Override
    public void close() {
        names.values().forEach(this::unregister);
        names.clear();
    }

    /**
     * One figure: an attribute for each thing it measures, as Value, Count or Max.
     *
     * @param meter is asked each time
     */
    private record Bean(Meter meter) implements DynamicMBean {

        @Override
        public Object getAttribute(String attribute) throws AttributeNotFoundException {
            for (Measurement each : meter.measure()) {
                if (attribute(each).equals(attribute)) {
                    return each.getValue();
                }
            }
            throw new AttributeNotFoundException(attribute);
        }

        @Override
        public AttributeList getAttributes(String[] attributes) {
            List<String> wanted = List.of(attributes);
            AttributeList list = new AttributeList();
            meter.measure().forEach(each -> {
                if (wanted.contains(attribute(each))) {
                    list.add(new Attribute(attribute(each), each.getValue()));
                }
            });
            return list;
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            List<MBeanAttributeInfo> attributes = new ArrayList<>();
            meter.measure().forEach(each -> attributes.add(
                    new MBeanAttributeInfo(attribute(each), "double", meter.getId().getDescription(), true, false, false)));
            return new MBeanInfo(Meter.class.getName(), meter.getId().getDescription(), attributes.toArray(MBeanAttributeInfo[]::new),
                    null, null, null);
        }

        /** A counter's count is its value too. */
        private String attribute(Measurement measurement) {
            return switch (measurement.getStatistic()) {
                case VALUE -> "Value";
                case COUNT -> meter.getId().getType() == Meter.Type.COUNTER ? "Value" : "Count";
                case TOTAL_TIME -> "TotalSeconds";
                case MAX -> "MaxSeconds";
                default -> measurement.getStatistic().name();
            };
        }

        @Override
        public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
            throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
        }

        @Override
        public AttributeList setAttributes(AttributeList attributes) {
            return new AttributeList();
        }

        @Override
        public Object invoke(String action, Object[] parameters, String[] signature) {
            throw new UnsupportedOperationException(action);
        }
    }
}
