/**
 * A cluster of containers, all of the project's own image: three Kafka brokers, a Schema Registry server, and every part several times.
 * What is done to them while data is under way, and what the images and the topics look like afterwards. What can be shown with one
 * broker and without containers does not belong here.
 */
package io.entrepot.systemtests.cluster;
