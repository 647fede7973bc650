package io.entrepot.systemtests.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network.Ipam;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/**
 * A network whose nodes have fixed addresses: brokers have to be found under the same one from other containers, from the tests, and again
 * after their death.
 */
final class ClusterNetwork implements AutoCloseable {

    private static final String NAME = "entrepot-test-" + ProcessHandle.current().pid();

    /** By this {@code bin/test} finds what tests of its own that were killed have left. */
    static final Map<String, String> LABELS = Map.of("io.entrepot.test", System.getenv().getOrDefault("ENTREPOT_TEST_RUN", ""));

    private final DockerClient docker = DockerClientFactory.instance().client();
    private String subnet;
    private String id;

    /**
     * Docker itself says which subnet is free; addresses can only be given in one that was asked for. Who asks Docker for one at the same
     * moment may be given that.
     */
    ClusterNetwork() {
        Node.patiently("a subnet").ignoreException(DockerException.class).until(() -> {
            subnet = freeSubnet();
            Ipam ipam = new Ipam().withConfig(List.of(new Ipam.Config().withSubnet(subnet)));
            id = docker.createNetworkCmd().withName(NAME).withIpam(ipam).withLabels(LABELS).exec().getId();
            return true;
        });
    }

    private String freeSubnet() {
        String probe = docker.createNetworkCmd().withName(NAME + "-probe").withLabels(LABELS).exec().getId();
        try {
            return docker.inspectNetworkCmd().withNetworkId(probe).exec().getIpam().getConfig().get(0).getSubnet();
        } finally {
            docker.removeNetworkCmd(probe).exec();
        }
    }

    String name() {
        return NAME;
    }

    /** The n-th address of the network, in which there are thousands; the first is this machine's. */
    String address(int number) {
        try {
            int first = ByteBuffer.wrap(InetAddress.getByName(subnet.replaceFirst("/.*", "")).getAddress()).getInt();
            return InetAddress.getByAddress(ByteBuffer.allocate(Integer.BYTES).putInt(first + number + 1).array()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not a subnet: " + subnet, e);
        }
    }

    /** Cuts a container off: it stays alive, and nothing reaches it or leaves it. */
    void cut(String container) {
        docker.disconnectFromNetworkCmd().withNetworkId(id).withContainerId(container).withForce(true).exec();
    }

    /** Lets it back in, under the address it had. */
    void mend(String container, String address) {
        docker.connectToNetworkCmd().withNetworkId(id).withContainerId(container).withContainerNetwork(
                new ContainerNetwork().withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address))).exec();
    }

    @Override
    public void close() {
        docker.removeNetworkCmd(id).exec();
    }
}
