import { readPack } from './word.ts';

/** The English pack: lower case, American spelling. */
export const PACK_EN = readPack({
  animal: [
    'cat, dog, rabbit, snake, spider, elephant, turtle',
    'penguin, giraffe, octopus, kangaroo, jellyfish, hedgehog, peacock',
    'chameleon, porcupine, woodpecker, praying mantis, flamingo, sloth',
  ],
  food: [
    'banana, pizza, carrot, cheese, ice cream, grapes, cookie',
    'pineapple, hamburger, mushroom, doughnut, watermelon, pancakes, popcorn',
    'sushi, pomegranate, lasagna, birthday cake, artichoke, gingerbread',
  ],
  nature: [
    'sun, moon, star, tree, flower, cloud, rainbow',
    'mountain, volcano, cactus, island, snowflake, waterfall, campfire',
    'tornado, coral reef, iceberg, avalanche, fossil, northern lights',
  ],
  home: [
    'chair, bed, lamp, clock, door, spoon, candle',
    'toothbrush, umbrella, scissors, teapot, ladder, bathtub, mirror',
    'vacuum cleaner, chandelier, sewing machine, lawn mower, ironing board, stapler',
  ],
  clothing: [
    'hat, sock, shoe, glasses, dress, button, shirt',
    'mittens, scarf, necklace, backpack, raincoat, swimsuit, bow tie',
    'suspenders, high heels, kimono, zipper, monocle, earmuffs',
  ],
  vehicle: [
    'bus, boat, train, bicycle, airplane, rocket, truck',
    'helicopter, tractor, submarine, ambulance, hot air balloon, skateboard, motorcycle',
    'fire engine, cable car, bulldozer, gondola, unicycle, forklift',
  ],
  place: [
    'house, bridge, tent, castle, school, beach, farm',
    'windmill, pyramid, playground, airport, hospital, library, supermarket',
    'skyscraper, roller coaster, space station, observatory, maze, car wash',
  ],
  person: [
    'baby, queen, clown, pirate, chef, cowboy, doctor',
    'firefighter, astronaut, dentist, magician, ballerina, knight, photographer',
    'lifeguard, detective, blacksmith, tightrope walker, beekeeper, sculptor',
  ],
  play: [
    'kite, drum, guitar, piano, swing, robot, dice',
    'trumpet, bowling, trampoline, jump rope, teddy bear, yo-yo, snowman',
    'bagpipes, accordion, jigsaw puzzle, archery, tug of war, hopscotch',
  ],
  fantasy: [
    'ghost, dragon, witch, monster, fairy, sword, alien',
    'unicorn, mermaid, vampire, wizard, treasure map, magic wand, flying carpet',
    'centaur, werewolf, crystal ball, phoenix, time machine, cyclops',
  ],
});
