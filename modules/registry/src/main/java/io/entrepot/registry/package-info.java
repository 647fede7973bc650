/**
 * Where schemas get their ids: one small interface over the Confluent Schema Registry, and a registry in a file for
 * runs without one.
 *
 * <p>This package alone knows the registry's client. What a schema means, which subject it goes under and what is done
 * with its id belongs to {@code io.entrepot.wire}; schemas go in and out as text, so that no Avro stands here.
 */
package io.entrepot.registry;
