package io.entrepot.source.space;

import java.util.OptionalLong;

/**
 * What the brokers have, at one moment.
 *
 * @param interimBytes of the interim topic, each record counted once
 * @param freeBytes    on the fullest disk that it lies on; empty where the brokers do not say
 * @param broker       that has this disk
 */
record Room(long interimBytes, OptionalLong freeBytes, int broker) {
}
